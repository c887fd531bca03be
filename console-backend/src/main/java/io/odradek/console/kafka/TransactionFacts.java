package io.odradek.console.kafka;

import java.util.Set;

/**
 * A transaction as its coordinator describes it.
 *
 * @param state     Kafka's word, such as Ongoing
 * @param startedMs -1 when none goes on
 * @param places    the partitions that take part
 */
public record TransactionFacts(String id, String state, int coordinator, long producerId, int producerEpoch,
        long timeoutMs, long startedMs, Set<Place> places) {

    /** Whether records may wait for its end. */
    public boolean open() {
        return open(state);
    }

    static boolean open(String state) {
        return state.equals("Ongoing") || state.startsWith("Prepare");
    }

    /**
     * A transactional id as coordinators list it.
     *
     * @param coordinator broker id
     */
    public record Listed(String id, long producerId, String state, int coordinator) {

        public boolean open() {
            return TransactionFacts.open(state);
        }
    }
}
