package io.odradek.engine.replica;

import io.odradek.engine.log.PartitionLog;

/**
 * Up to where a reader may see: followers all of the log, consumers what is committed, read_committed consumers what
 * is decided.
 */
public enum Bound {
    LOG_END, HIGH_WATERMARK, LAST_STABLE;

    /** Where it stands in this log. On the partition's lane. */
    public long of(PartitionLog log) {
        return switch (this) {
            case LOG_END -> log.logEndOffset();
            case HIGH_WATERMARK -> log.highWatermark();
            case LAST_STABLE -> log.lastStableOffset();
        };
    }
}
