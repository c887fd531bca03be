package io.odradek.console.snapshot;

import io.odradek.console.problem.Sentence;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster as one sweep saw it. Immutable; what could not be learned is taken over from the sweep before and named in
 * {@code trouble}.
 *
 * @param takenMs   when the last sweep that reached the cluster ended, epoch milliseconds; 0 before the first
 * @param triedMs   when the last sweep ended, whether it reached the cluster or not; 0 before the first
 * @param reachable whether the last sweep reached the cluster
 * @param trouble   what failed; empty when all is known
 * @param brokers   by id
 * @param topics    by name
 * @param totals    sums over topics
 */
public record Snapshot(String cluster, long takenMs, long triedMs, boolean reachable, Sentence trouble,
        String clusterId, int controller, List<BrokerState> brokers, SortedMap<String, TopicState> topics,
        Totals totals) {

    /**
     * Sums over all topics, internal ones included. Those of offsets and bytes are -1 when nothing is known.
     *
     * @param recordsPerSecond appended between the last two sweeps
     * @param bytesPerSecond   growth of leaders' logs between the last two sweeps; what retention deletes counts as
     *                         nothing
     */
    public record Totals(int internalTopics, int partitions, int underReplicated, int offline, long messages,
            long sizeBytes,
                         double recordsPerSecond, double bytesPerSecond) {

        static final Totals NONE = new Totals(0, 0, 0, 0, -1, -1, -1, -1);
    }

    /** Before the first sweep. */
    public static Snapshot empty(String cluster) {
        return new Snapshot(cluster, 0, 0, false, Sentence.of("not asked yet"), "", -1, List.of(), new TreeMap<>(),
                Totals.NONE);
    }

    /** Whether any sweep got through. */
    public boolean known() {
        return takenMs > 0;
    }

    /** The same picture, older: a sweep did not get through. */
    Snapshot missed(long nowMs, Sentence why) {
        return new Snapshot(cluster, takenMs, nowMs, false, why, clusterId, controller, brokers, topics, totals);
    }
}
