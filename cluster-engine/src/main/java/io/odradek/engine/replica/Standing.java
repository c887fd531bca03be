package io.odradek.engine.replica;

import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.TopicPartition;
import java.util.Map;
import java.util.HashMap;

/**
 * How one replica here stands, for meters.
 *
 * @param inSync     confirmed in sync, 0 where this broker does not lead
 * @param assigned   replicas of the partition
 * @param minInSync  min.insync.replicas
 * @param lag        records that each follower has not fetched yet; empty where this broker does not lead
 */
public record Standing(TopicPartition name, boolean leads, boolean offline, int assigned, int inSync, int minInSync,
        long bytes, int segments, Map<Integer, Long> lag) {

    /** On the partition's lane. */
    static Standing of(Partition partition, Leadership leadership) {
        PartitionLog log = partition.log();
        int assigned = partition.role().replicas().size();
        long bytes = log == null ? 0 : log.sizeBytes();
        int segments = log == null ? 0 : log.segmentCount();
        if (leadership == null || log == null) {
            return new Standing(partition.name(), false, partition.diskFailed(), assigned, 0, 0, bytes, segments,
                Map.of());
        }
        Map<Integer, Long> lag = new HashMap<>();
        for (FollowerProgress f : leadership.followers()) {
            lag.put(f.brokerId, Math.max(0, log.logEndOffset() - Math.max(0, f.logEndOffset())));
        }
        return new Standing(partition.name(), true, false, assigned, leadership.inSync().confirmed().size(),
            leadership.minInSync(), bytes, segments, lag);
    }
}
