package io.odradek.engine.coordinator.group.epoch;

/** Where a member stands on its way to its target, with the numbers of the records (KIP-848, KIP-1071). */
public enum MemberState {
    /** Has everything it is meant to have at its epoch. */
    STABLE((byte) 0),
    /** Must give something back before it may go on. */
    UNREVOKED((byte) 1),
    /** Is at its target's epoch, but others have not given back what it is meant to get. */
    UNRELEASED((byte) 2),
    /** Written by a newer broker. */
    UNKNOWN((byte) 127);

    private final byte code;

    MemberState(byte code) {
        this.code = code;
    }

    public byte code() {
        return code;
    }

    public static MemberState of(byte code) {
        for (MemberState s : values()) if (s.code == code) return s;
        return UNKNOWN;
    }
}
