package io.odradek.engine.replica;

import io.odradek.engine.wire.ErrorCode;

/** Waits for an offset of one partition. Told once, on the partition's lane. */
public interface CommitWaiter {
    /** NONE when it came to pass; else why it is not known to have. */
    void committed(ErrorCode result);

    /** True when nobody waits any more (the deadline passed); asked now and then to forget it. */
    default boolean gone() {
        return false;
    }
}
