package io.odradek.engine.env;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Randomness nobody can foresee where it names things (bytes, longs), and cheap randomness where it only spreads
 * load.
 */
public final class SystemRng implements Rng {
    private final SecureRandom secure = new SecureRandom();

    @Override
    public long nextLong() {
        return secure.nextLong();
    }

    @Override
    public int nextInt(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    @Override
    public void nextBytes(byte[] into) {
        secure.nextBytes(into);
    }
}
