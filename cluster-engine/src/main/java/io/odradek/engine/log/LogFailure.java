package io.odradek.engine.log;

import io.odradek.engine.wire.ErrorCode;

/** The disk failed, or the files are not what they must be. The operator must act; clients get KAFKA_STORAGE_ERROR. */
public final class LogFailure extends RuntimeException {
    public LogFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public LogFailure(String message) {
        super(message);
    }

    public ErrorCode code() {
        return ErrorCode.KAFKA_STORAGE_ERROR;
    }
}
