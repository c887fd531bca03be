package io.odradek.engine.replica;

import io.odradek.engine.wire.message.LeaderAndIsrRequest;
import java.util.List;

/**
 * What the controller decided for one partition.
 *
 * @param leader         broker id, negative where there is none
 * @param leaderEpoch    grows with every election
 * @param partitionEpoch version of the state in ZooKeeper
 * @param isNew          the partition was just created, so its log may be
 */
public record Role(int leader, int leaderEpoch, int partitionEpoch, List<Integer> replicas, List<Integer> isr,
        boolean isNew) {
    /** Before anything was decided. */
    public static final Role NONE = new Role(-1, -1, -1, List.of(), List.of(), false);

    public Role {
        replicas = List.copyOf(replicas);
        isr = List.copyOf(isr);
    }

    static Role of(LeaderAndIsrRequest.LeaderAndIsrPartitionState s) {
        return new Role(s.leader(), s.leaderEpoch(), s.partitionEpoch(), s.replicas(), s.isr(), s.isNew());
    }
}
