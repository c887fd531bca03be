package io.odradek.engine.metadata;

import java.util.List;

/**
 * A partition as the controller last told it.
 *
 * @param replicas        preferred leader first
 * @param isr             in-sync replicas
 * @param leader          broker id, or {@link #NO_LEADER}
 * @param leaderEpoch     grows with every election
 * @param partitionEpoch  version of the partition's state znode: grows with every change of leader or ISR
 * @param offlineReplicas replicas on brokers that are gone or on failed log directories
 */
public record PartitionImage(List<Integer> replicas, List<Integer> isr, int leader, int leaderEpoch, int partitionEpoch,
                             List<Integer> offlineReplicas) {
    public static final int NO_LEADER = -1;
    /** Leader of a partition that is being deleted. */
    public static final int LEADER_DURING_DELETE = -2;
    /** Stands for a partition nothing was told about yet. */
    public static final PartitionImage UNKNOWN = new PartitionImage(List.of(), List.of(), NO_LEADER, -1, -1, List.of());

    public PartitionImage {
        replicas = List.copyOf(replicas);
        isr = List.copyOf(isr);
        offlineReplicas = List.copyOf(offlineReplicas);
    }

    public boolean hasLeader() {
        return leader >= 0;
    }
}
