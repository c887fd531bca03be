package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what comes true by itself. */
final class Ends {
    private static final long GRAIN_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);

    private Ends() {}

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT_NS;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it did not come true").isLessThan(deadline);
            LockSupport.parkNanos(GRAIN_NS);
        }
    }
}
