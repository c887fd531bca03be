package io.odradek.engine.controller;

import io.odradek.engine.wire.ErrorCode;

/** Why one part of a request is not carried out: goes into the answer, never further. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    Refusal(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
