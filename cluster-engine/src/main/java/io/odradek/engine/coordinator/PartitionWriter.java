package io.odradek.engine.coordinator;

import io.odradek.engine.env.Lane;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The log under a shard. The real one stands on this broker's replicas; tests have one in memory. */
public interface PartitionWriter {
    /** Owner of the partition and of the shard over it. All other methods are called on it, and call back on it. */
    Lane lane(TopicPartition partition);

    /** Where long calculations for the shard run, off its lane and one after the other. */
    Executor aside(TopicPartition partition);

    /**
     * Appends as leader of this epoch.
     *
     * @return offset of the last record
     * @throws CoordinatorException with the log's own error; nothing was written then
     */
    long append(TopicPartition partition, int leaderEpoch, Batch batch);

    /** Calls back, at once or later, when the record at this offset is committed (NONE) or can not be told any more. */
    void whenCommitted(TopicPartition partition, long offset, Consumer<ErrorCode> done);

    /**
     * Reads some batches from this offset on, up to the end of the log, without holding up the lane for file reads.
     */
    void read(TopicPartition partition, long from, Consumer<Chunk> done);

    /**
     * A stretch of the log.
     *
     * @param error      NONE, or why there is nothing to read
     * @param nextOffset where to go on
     * @param end        true when the log ended here
     */
    record Chunk(ErrorCode error, List<Batch> batches, long nextOffset, boolean end) {}
}
