package io.odradek.console.topic;

/**
 * A topic in a list.
 *
 * @param inSync           partitions whose replicas are all in sync
 * @param messages         -1 when unknown
 * @param sizeBytes        -1 when unknown
 * @param recordsPerSecond -1 when unknown
 * @param cleanupPolicy    "delete", "compact", "compact,delete", or empty while unknown
 */
public record TopicRow(String name, boolean internal, int partitions, int replicationFactor, int inSync, int offline,
        long messages,
                       long sizeBytes, double recordsPerSecond, String cleanupPolicy) {
}
