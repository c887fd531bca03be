package io.odradek.wire.generator;

/** A schema which cannot be understood; the message says which and where. */
final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}
