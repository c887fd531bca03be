package io.odradek.engine.replica;

/**
 * Hears what becomes of a partition: the way a coordinator learns which shards it has. On the partition's lane; must
 * not block.
 */
public interface PartitionListener {
    default void becameLeader(Partition partition, int leaderEpoch) {}

    default void becameFollower(Partition partition, int leaderEpoch) {}

    /** No replica of this broker any more, or the broker stops. */
    default void stopped(Partition partition) {}

    default void highWatermarkMoved(Partition partition, long highWatermark) {}
}
