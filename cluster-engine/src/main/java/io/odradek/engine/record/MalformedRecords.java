package io.odradek.engine.record;

import io.odradek.engine.wire.ErrorCode;

/** Bytes that are no record batch of format 2. Its code is the protocol's answer to who sent them. */
public final class MalformedRecords extends RuntimeException {
    private final ErrorCode code;

    public MalformedRecords(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    static MalformedRecords invalid(String message) {
        return new MalformedRecords(ErrorCode.INVALID_RECORD, message);
    }

    static MalformedRecords corrupt(String message) {
        return new MalformedRecords(ErrorCode.CORRUPT_MESSAGE, message);
    }

    public ErrorCode code() {
        return code;
    }
}
