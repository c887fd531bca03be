package io.odradek.console.snapshot;

import java.util.List;

/**
 * A topic as the last sweep saw it, with its sums.
 *
 * @param topicId          Kafka's URL-safe base64 form
 * @param partitions       by number
 * @param replicationFactor of partition 0
 * @param underReplicated, offline partitions counted
 * @param messages         sum over partitions, -1 when nothing is known
 * @param sizeBytes        sum of leaders' replicas, -1 when unknown
 * @param recordsPerSecond from the last two sweeps, -1 when unknown
 */
public record TopicState(String name, String topicId, boolean internal, List<PartitionState> partitions,
        int replicationFactor,
                         int underReplicated, int offline, long messages, long sizeBytes, double recordsPerSecond) {
}
