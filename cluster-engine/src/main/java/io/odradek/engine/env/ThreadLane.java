package io.odradek.engine.env;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane with a thread of its own, started by its first task. */
public final class ThreadLane implements Lane, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadLane.class);
    private static final long CLOSE_WAIT_MS = 10_000;

    private final String name;
    private final ThreadPoolExecutor executor;
    private final LongAdder refused;
    private volatile Thread thread;

    /**
     * @param capacity most tasks that may wait
     * @param refused  counts the tasks that were turned away
     */
    public ThreadLane(String name, int capacity, LongAdder refused) {
        this.name = name;
        this.refused = refused;
        this.executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(capacity),
            this::newThread);
    }

    private Thread newThread(Runnable work) {
        Thread made = new Thread(work, name);
        made.setDaemon(true);
        thread = made;
        return made;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Override
    public boolean offer(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException full) {
            refused.increment();
            return false;
        }
    }

    @Override
    public void execute(Runnable task) {
        if (!offer(task)) throw new RejectedExecutionException("lane " + name + " is full or stopped");
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.error("a task failed on lane {}", name, failure);
        }
    }

    /** How many tasks wait now. */
    public int waiting() {
        return executor.getQueue().size();
    }

    /** Takes no more tasks, and waits for those already taken. Called from the lane itself it does not wait. */
    @Override
    public void close() {
        executor.shutdown();
        if (isCurrent()) return;
        try {
            if (!executor.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("lane {} still works {} ms after it was told to stop", name, CLOSE_WAIT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
