package io.odradek.console.replication;

import io.odradek.console.inside.ReplicaInside;
import io.odradek.console.inside.ReplicaInside.FollowerInside;
import io.odradek.console.snapshot.PartitionState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts together what each broker tells of its own replica, and leaders of their followers. Pure. */
final class InsideLook {

    private InsideLook() {
    }

    /** {@code state} is the partition as last swept. */
    static PartitionReplication of(PartitionState state, List<ReplicaInside> replicas) {
        // While leaders change two may think that they lead; the newer epoch is right.
        ReplicaInside leader = replicas.stream().filter(ReplicaInside::leads)
                .reduce((a, b) -> a.leaderEpoch() >= b.leaderEpoch() ? a : b).orElse(null);
        List<Integer> isr = leader == null ? state.isr() : leader.isr();
        Set<Integer> brokers = new LinkedHashSet<>(leader == null ? state.replicas() : leader.replicas());
        List<ReplicaRow> rows = new ArrayList<>();
        for (int broker : brokers) {
            ReplicaInside own = replicas.stream().filter(r -> r.broker() == broker && !r.offline()).findFirst()
                    .orElse(null);
            rows.add(row(state.partition(), broker, own, leader, isr.contains(broker)));
        }
        if (leader == null) {
            return new PartitionReplication(state.partition(), -1, state.leaderEpoch(), isr, List.of(), -1, -1, -1, -1,
                    rows, replicas.stream().map(ReplicaInside::epochs).findFirst().orElse(List.of()));
        }
        return new PartitionReplication(state.partition(), leader.broker(), leader.leaderEpoch(), isr,
                leader.proposed(), leader.logStart(), leader.lastStable(), leader.highWatermark(), leader.logEnd(),
                rows, leader.epochs());
    }

    private static ReplicaRow row(int partition, int broker, ReplicaInside own, ReplicaInside leader, boolean inSync) {
        boolean leads = leader != null && leader.broker() == broker;
        FollowerInside seen = leader == null ? null : leader.followers().stream()
                .filter(f -> f.broker() == broker).findFirst().orElse(null);
        long end = own != null ? own.logEnd() : seen == null ? -1 : seen.logEnd();
        long lag = leader == null || end < 0 ? -1 : Math.max(0, leader.logEnd() - end);
        long bytes = own == null ? -1 : own.bytes();
        long behind = leader == null || bytes < 0 ? -1 : Math.max(0, leader.bytes() - bytes);
        return new ReplicaRow(partition, broker, leads ? "leader" : own == null ? "away" : "follower", inSync,
                own == null ? -1 : own.logStart(), end, own == null ? -1 : own.highWatermark(), lag,
                leads ? 0 : seen == null ? -1 : seen.lagMs(), leads ? 0 : seen == null ? -1 : seen.silentMs(), bytes,
                behind, -1);
    }
}
