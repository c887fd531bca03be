package io.odradek.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what comes true by itself, with time for the slowest of machines. */
public final class Until {
    private static final long PATIENCE_S = 60;
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private Until() {}

    /** Looks again and again, not at once: whatever is to come true needs the processor too. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not within " + PATIENCE_S + " s: " + what);
            if (Thread.interrupted()) throw new InterruptedException(what);
            LockSupport.parkNanos(STEP_NS);
        }
    }
}
