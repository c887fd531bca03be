package io.odradek.engine.metadata;

/** How a listener is secured, with the number that stands for it in UpdateMetadata. */
public enum SecurityProtocol {
    PLAINTEXT(0), SSL(1), SASL_PLAINTEXT(2), SASL_SSL(3);

    private final short id;

    SecurityProtocol(int id) {
        this.id = (short) id;
    }

    public short id() {
        return id;
    }

    public static SecurityProtocol of(short id) {
        for (SecurityProtocol p : values()) if (p.id == id) return p;
        throw new IllegalArgumentException("no security protocol has the number " + id);
    }
}
