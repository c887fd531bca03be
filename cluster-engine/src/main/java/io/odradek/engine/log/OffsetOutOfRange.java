package io.odradek.engine.log;

import io.odradek.engine.wire.ErrorCode;

/** A read outside of what the log holds. Maps to OFFSET_OUT_OF_RANGE. */
public final class OffsetOutOfRange extends RuntimeException {
    OffsetOutOfRange(long offset, long start, long end) {
        super("Received request for offset " + offset + ", but we only have log segments from offset " + start
                + " up to " + end);
    }

    public ErrorCode code() {
        return ErrorCode.OFFSET_OUT_OF_RANGE;
    }
}
