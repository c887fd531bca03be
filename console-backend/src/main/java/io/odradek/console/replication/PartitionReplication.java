package io.odradek.console.replication;

import io.odradek.console.inside.ReplicaInside.EpochStart;
import java.util.List;

/**
 * One partition as its leader tells it; what is not known is -1.
 *
 * @param proposed an ISR that was asked for and is not confirmed yet; empty for none
 * @param epochs   leader epochs that the leader's log knows, oldest first; empty where nobody tells them
 */
public record PartitionReplication(int partition, int leader, int leaderEpoch, List<Integer> isr,
        List<Integer> proposed, long logStart, long lastStable, long highWatermark, long logEnd,
        List<ReplicaRow> replicas, List<EpochStart> epochs) {
}
