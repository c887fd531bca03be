package io.odradek.engine.replica;

import io.odradek.engine.wire.ErrorCode;

/**
 * A request that this replica cannot carry out, with the one protocol error that says why. Has no stack trace: it is
 * an answer.
 */
public final class ReplicaException extends RuntimeException {
    private final ErrorCode code;

    public ReplicaException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
