package io.odradek.console.replication;

import java.util.List;

/** A partition that has no leader, or whose replicas are not all in sync. */
public record TroubledPartition(String topic, int partition, boolean offline, int leader, List<Integer> replicas,
        List<Integer> isr) {
}
