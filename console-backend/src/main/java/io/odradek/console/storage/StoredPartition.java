package io.odradek.console.storage;

import java.util.List;

/**
 * A partition and its size, as last swept.
 *
 * @param leader    -1 when there is none
 * @param messages  -1 when unknown
 * @param sizeBytes of its leader's replica, -1 when unknown
 */
public record StoredPartition(String topic, int partition, int leader, List<Integer> replicas, long messages,
        long sizeBytes) {
}
