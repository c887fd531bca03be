package io.odradek.engine.replica;

import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/**
 * One replica here as it stands now.
 *
 * @param leader       as last told, -1 where there is none
 * @param isr          as the controller confirmed it; what a follower knows of it may be old
 * @param proposed     an ISR that the leader has asked for and got no answer to yet; empty for none
 * @param epochs       the newest leader epochs that its log knows, oldest first
 * @param followers    as their leader sees them; empty where this broker does not lead
 */
public record ReplicaLook(TopicPartition name, boolean leads, boolean offline, int leader, int leaderEpoch,
        int partitionEpoch, List<Integer> replicas, List<Integer> isr, List<Integer> proposed, Offsets offsets,
        List<PartitionLog.EpochStart> epochs, List<Follower> followers) {
    private static final int EPOCHS = 50;

    /** All -1 where the log is not open. */
    public record Offsets(long logStart, long lastStable, long highWatermark, long logEnd, long bytes) {
        static final Offsets NONE = new Offsets(-1, -1, -1, -1, -1);
    }

    /**
     * How far a follower has come.
     *
     * @param logEndOffset it has everything before this; -1 where it has not fetched under this leader
     * @param lagMs        how long ago it was at the leader's end; 0 while it is
     * @param silentMs     how long ago it fetched, -1 where it has not
     */
    public record Follower(int broker, long logEndOffset, long lagMs, long silentMs) {}

    /** On the partition's lane. */
    static ReplicaLook of(Partition partition, Leadership leadership) {
        PartitionLog log = partition.log();
        Role role = partition.role();
        List<Follower> followers = new ArrayList<>();
        List<Integer> proposed = List.of();
        if (leadership != null && log != null) {
            long nowMs = partition.shared().clock().monotonicMs();
            for (FollowerProgress f : leadership.followers()) {
                followers.add(new Follower(f.brokerId, f.logEndOffset(), f.lagMs(log.logEndOffset(), nowMs),
                        f.silentMs(nowMs)));
            }
            if (leadership.inSync().changing()) proposed = leadership.inSync().proposed();
        }
        Offsets offsets = log == null ? Offsets.NONE : new Offsets(log.logStartOffset(), log.lastStableOffset(),
                log.highWatermark(), log.logEndOffset(), log.sizeBytes());
        return new ReplicaLook(partition.name(), leadership != null, partition.diskFailed() || log == null,
                role.leader(), role.leaderEpoch(), partition.partitionEpoch(), role.replicas(), partition.isr(),
                proposed, offsets, log == null ? List.of() : log.epochStarts(EPOCHS), followers);
    }
}
