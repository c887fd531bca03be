package io.odradek.engine.wire;

/** Bytes that are no message of the protocol, or a message that its version cannot express. Says which field. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }

    private WireException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A field that is set in a message to be written at a version without it. */
    public static WireException absent(String field, short version) {
        return new WireException(field + " is set, but version " + version + " has no such field");
    }

    /** A null where there can be none. */
    public static WireException isNull(String field) {
        return new WireException(field + " is null");
    }

    /** The bytes ended inside the message. */
    public static WireException tooShort(String message, short version, Throwable cause) {
        return new WireException(message + " version " + version + " ends too early", cause);
    }
}
