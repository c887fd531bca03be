package io.odradek.console.overview;

import io.odradek.console.problem.Sentence;

/**
 * A cluster at a glance. Counts are -1 when unknown.
 *
 * @param reachable      whether the last sweep reached the cluster
 * @param trouble        why not, or what was missing; empty when all is known
 * @param takenMs        age of the figures: epoch milliseconds of the last sweep that got through, 0 when none did
 * @param clusterId      the cluster's own id, or empty
 * @param controller     broker id of the controller, -1 when unknown
 * @param recordsPerSecond appended, from the last two sweeps, -1 when unknown
 */
public record Overview(String cluster, String bootstrapServers, boolean embedded, boolean reachable, Sentence trouble,
        long takenMs,
                       String clusterId, int controller, int brokersOnline, int brokersKnown, int topics,
                       int internalTopics,
                       int partitions, int underReplicated, int offline, long messages, long sizeBytes,
                       double recordsPerSecond) {
}
