package io.odradek.engine.env;

/** Time, as the engine sees it. Safe on any thread. */
public interface Clock {
    /** Milliseconds since 1970-01-01 UTC; may jump either way. For timestamps in records and answers. */
    long wallMs();

    /** Nanoseconds from an arbitrary origin; never goes back. For durations and deadlines. */
    long monotonicNs();

    /** Milliseconds of {@link #monotonicNs()}. */
    default long monotonicMs() {
        return monotonicNs() / 1_000_000;
    }
}
