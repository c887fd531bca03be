package io.odradek.console.decoder;

/** Bytes that a schema describes, alone or after the zero and the four bytes of a schema's id in a registry. */
final class Framed {

    private static final int ZERO_AND_ID = 5;

    /** Reads from this byte on. */
    interface Reading {
        String text(int from) throws Refused;
    }

    private Framed() {
    }

    /** As they are if that can be, else behind an id; what it says of the first where neither can. */
    static String text(byte[] bytes, Reading reading) throws Refused {
        try {
            return reading.text(0);
        } catch (Refused alone) {
            if (bytes.length < ZERO_AND_ID || bytes[0] != 0) {
                throw alone;
            }
            try {
                return reading.text(ZERO_AND_ID);
            } catch (Refused behind) {
                throw new Refused(alone.getMessage() + "; without its first five bytes: " + behind.getMessage());
            }
        }
    }
}
