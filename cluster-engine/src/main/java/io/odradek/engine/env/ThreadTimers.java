package io.odradek.engine.env;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Timers on one thread which sleeps until the next one is due, so waiting costs no wake-ups. Due tasks are handed to
 * their lane.
 */
public final class ThreadTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTimers.class);
    /** A lane that is full works off thousands of tasks meanwhile. */
    private static final long AGAIN_MS = 100;

    private final ScheduledThreadPoolExecutor executor;

    public ThreadTimers(String name) {
        executor = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Timer after(long delayMs, Lane lane, Runnable task) {
        if (executor.isShutdown()) return () -> false;
        HandedOver timer = new HandedOver(lane, task);
        timer.waiting = executor.schedule(timer, delayMs, TimeUnit.MILLISECONDS);
        return timer;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /**
     * Two hops, one promise: after a true {@link #cancel} the task does not start, even where it already waits in its
     * lane.
     */
    private final class HandedOver implements Timer, Runnable {
        private static final int WAITING = 0;
        private static final int STARTED = 1;
        private static final int CANCELLED = 2;

        private final AtomicInteger state = new AtomicInteger(WAITING);
        private final Lane lane;
        private final Runnable task;
        private volatile Future<?> waiting;
        private boolean told;

        HandedOver(Lane lane, Runnable task) {
            this.lane = lane;
            this.task = task;
        }

        @Override
        public void run() {
            if (state.get() != WAITING) return;
            if (lane.offer(this::start)) return;
            // What comes again and again begins its next round here: lost once, it would be lost for ever.
            if (!told) LOG.warn("a timer waits: lane {} is full or stopped", lane.name());
            told = true;
            if (!executor.isShutdown()) waiting = executor.schedule(this, AGAIN_MS, TimeUnit.MILLISECONDS);
        }

        private void start() {
            if (state.compareAndSet(WAITING, STARTED)) task.run();
        }

        @Override
        public boolean cancel() {
            boolean cancelled = state.compareAndSet(WAITING, CANCELLED);
            Future<?> entry = waiting;
            if (cancelled && entry != null) entry.cancel(false);
            return cancelled;
        }
    }
}
