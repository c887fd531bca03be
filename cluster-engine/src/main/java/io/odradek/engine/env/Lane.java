package io.odradek.engine.env;

import java.util.concurrent.Executor;

/**
 * One thread's ordered, bounded queue of work. State owned by a lane is touched by that lane alone, so it needs no
 * lock.
 * Tasks must not block; a task that throws is logged and counted, and the lane goes on.
 */
public interface Lane extends Executor {
    String name();

    /** True when the caller runs on this lane, so that no hand-over is needed. */
    boolean isCurrent();

    /**
     * Hands the task over; false (and counted) when the queue is full or the lane has stopped, and then nothing runs.
     */
    boolean offer(Runnable task);

    /**
     * Like {@link #offer}, for work that must not be lost: a refusal throws {@link
     * java.util.concurrent.RejectedExecutionException}.
     */
    @Override
    void execute(Runnable task);

    /** Runs the task at once when already on this lane, else hands it over. */
    default void run(Runnable task) {
        if (isCurrent()) task.run();
        else execute(task);
    }
}
