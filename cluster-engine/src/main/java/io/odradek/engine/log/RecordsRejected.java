package io.odradek.engine.log;

import io.odradek.engine.wire.ErrorCode;
import java.util.List;

/**
 * Records that the log does not take; nothing was written. The client must act, or the operator where the code says so.
 */
public final class RecordsRejected extends RuntimeException {
    /** What is wrong with one record; the index counts from 0 in its batch. */
    public record Error(int batchIndex, String message) {}

    private final ErrorCode code;
    private final transient List<Error> errors;

    public RecordsRejected(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public RecordsRejected(ErrorCode code, String message, List<Error> errors) {
        super(message);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Error> errors() {
        return errors;
    }
}
