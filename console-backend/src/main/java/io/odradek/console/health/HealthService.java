package io.odradek.console.health;

/** Runs the checks. Never blocks: they read the snapshot. */
public final class HealthService {

    public HealthReport check(String cluster) {
        throw new UnsupportedOperationException();
    }
}
