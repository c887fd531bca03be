package io.odradek.console.decoder;

/** Makes bytes text, unless they are none of its own. Any thread. */
public interface Decoder {

    /** What its text is, to those that look for fields in it. */
    enum Shape {
        /** A JSON document. */
        DOCUMENT,
        /** A whole number of 64 bits at most. */
        NUMBER,
        /** What the bytes say. */
        TEXT,
        /** The bytes themselves, spelled out. */
        DIGITS
    }

    /** Its name in addresses and in the API. */
    String id();

    Shape shape();

    /** Whether it makes nothing of a beginning alone. */
    default boolean whole() {
        return true;
    }

    /**
     * The text, unless these bytes are not its own.
     *
     * @param cut whether more bytes followed, which are not given
     */
    String text(byte[] bytes, boolean cut) throws Refused;
}
