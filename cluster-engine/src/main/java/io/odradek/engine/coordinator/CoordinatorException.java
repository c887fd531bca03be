package io.odradek.engine.coordinator;

import io.odradek.engine.wire.ErrorCode;

/** A request that the coordinator refuses, with the one protocol error that says why. An answer, so no stack trace. */
public final class CoordinatorException extends RuntimeException {
    private final ErrorCode error;

    public CoordinatorException(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public CoordinatorException(ErrorCode error) {
        this(error, error.name());
    }

    public ErrorCode error() {
        return error;
    }

    /**
     * The protocol error of whatever ended a future of this package; UNKNOWN_SERVER_ERROR for all that is no answer.
     */
    public static ErrorCode errorOf(Throwable t) {
        Throwable cause = t instanceof java.util.concurrent.CompletionException && t.getCause() != null
                ? t.getCause() : t;
        return cause instanceof CoordinatorException e ? e.error : ErrorCode.UNKNOWN_SERVER_ERROR;
    }

    /** What to tell the client in words, or null. */
    public static String messageOf(Throwable t) {
        Throwable cause = t instanceof java.util.concurrent.CompletionException && t.getCause() != null
                ? t.getCause() : t;
        return cause instanceof CoordinatorException e ? e.getMessage() : null;
    }
}
