package io.odradek.engine.sim;

/** Something that must never happen did. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String invariant;

    /** @param invariant the same words for the same promise */
    public Violation(String invariant, String detail) {
        super(invariant + ": " + detail);
        this.invariant = invariant;
    }

    Violation(String invariant, String detail, Throwable cause) {
        super(invariant + ": " + detail, cause);
        this.invariant = invariant;
    }

    public String invariant() {
        return invariant;
    }
}
