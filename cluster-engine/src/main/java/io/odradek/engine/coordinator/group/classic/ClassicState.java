package io.odradek.engine.coordinator.group.classic;

/** Where a classic group is in its round, with the names that the protocol shows. */
public enum ClassicState {
    EMPTY("Empty"), PREPARING_REBALANCE("PreparingRebalance"), COMPLETING_REBALANCE("CompletingRebalance"),
    STABLE("Stable"), DEAD("Dead");

    private final String shown;

    ClassicState(String shown) {
        this.shown = shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
