package io.odradek.engine.env;

/** Work for later. Costs nothing while it waits, beyond its entry. */
public interface Timers {
    /** Runs the task on the lane, not earlier than {@code delayMs} from now. */
    Timer after(long delayMs, Lane lane, Runnable task);

    /** A task that was put off. */
    interface Timer {
        /**
         * The task will not start after this returns true; false when it has started, is done or was cancelled
         * before.
         */
        boolean cancel();
    }
}
