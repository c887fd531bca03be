package io.odradek.console.transaction;

import java.util.List;

/**
 * A transactional id; what is not known is -1.
 *
 * @param state      Kafka's word, such as Ongoing or CompleteCommit
 * @param open       whether records may wait for its end
 * @param ageMs      since when it goes on, -1 when none does
 * @param topics     whose partitions take part; empty when none goes on
 * @param late       it goes on for longer than its own time-out, after which its coordinator should have aborted it
 */
public record TransactionRow(String id, String state, boolean open, int coordinator, long producerId,
        int producerEpoch, long startedMs, long ageMs, long timeoutMs, int partitions, List<String> topics,
        boolean late) {
}
