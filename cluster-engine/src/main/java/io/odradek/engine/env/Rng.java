package io.odradek.engine.env;

/** Randomness; under simulation it follows from the seed. Safe on any thread. */
public interface Rng {
    long nextLong();

    /** Uniform in 0 (inclusive) to {@code bound} (exclusive). */
    int nextInt(int bound);

    void nextBytes(byte[] into);
}
