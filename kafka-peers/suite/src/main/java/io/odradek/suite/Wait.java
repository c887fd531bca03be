package io.odradek.suite;

import java.util.concurrent.locks.LockSupport;

/** Waits for what another process will do. */
final class Wait {
    private static final long STEP_NS = 20_000_000;

    interface Condition {
        boolean holds() throws Exception;
    }

    private Wait() {}

    /** Throws an AssertionError at the deadline, and whatever the condition throws as such. */
    static void until(String what, long atMostMs, Condition condition) throws InterruptedException {
        long deadlineNs = System.nanoTime() + atMostMs * 1_000_000;
        try {
            while (!condition.holds()) {
                if (Thread.interrupted()) throw new InterruptedException();
                if (System.nanoTime() > deadlineNs) throw new AssertionError("not within " + atMostMs + " ms: " + what);
                LockSupport.parkNanos(STEP_NS);
            }
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(what, e);
        }
    }
}
