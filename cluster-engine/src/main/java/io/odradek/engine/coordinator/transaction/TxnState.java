package io.odradek.engine.coordinator.transaction;

/** Where a transaction stands, with the number of its record and the name the protocol shows. */
public enum TxnState {
    EMPTY("Empty"), ONGOING("Ongoing"), PREPARE_COMMIT("PrepareCommit"), PREPARE_ABORT("PrepareAbort"),
    COMPLETE_COMMIT("CompleteCommit"), COMPLETE_ABORT("CompleteAbort"), DEAD("Dead"),
    /** Only in memory in Kafka; never written. */
    PREPARE_EPOCH_FENCE("PrepareEpochFence");

    private final String shown;

    TxnState(String shown) {
        this.shown = shown;
    }

    byte code() {
        return (byte) ordinal();
    }

    static TxnState of(byte code) {
        return code >= 0 && code < values().length ? values()[code] : DEAD;
    }

    /** Null where there is none of that name. */
    static TxnState named(String shown) {
        for (TxnState s : values()) if (s.shown.equals(shown)) return s;
        return null;
    }

    boolean isPrepared() {
        return this == PREPARE_COMMIT || this == PREPARE_ABORT;
    }

    boolean isOver() {
        return this == EMPTY || this == COMPLETE_COMMIT || this == COMPLETE_ABORT;
    }

    @Override
    public String toString() {
        return shown;
    }
}
