package io.odradek.engine.net;

import io.netty.channel.EventLoop;
import io.odradek.engine.env.Lane;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An owner lane on the thread of an event loop. Many hand-overs cost one wake-up: the loop is told once, and then
 * empties the
 * queue in turns between which sockets are served.
 */
public final class LoopLane implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(LoopLane.class);
    /**
     * A task takes about 10 µs; this many are a second's work, so a lane that has more waiting cannot keep up anyway.
     */
    static final int CAPACITY = 100_000;
    /** About half a millisecond of tasks between two looks at the sockets. */
    private static final int TURN = 64;

    private final String name;
    private final EventLoop loop;
    private final LongAdder refused;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Runnable turn = this::turn;

    LoopLane(String name, EventLoop loop, LongAdder refused) {
        this.name = name;
        this.loop = loop;
        this.refused = refused;
    }

    EventLoop loop() {
        return loop;
    }

    /** How many tasks wait now. */
    public int waiting() {
        return waiting.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    @Override
    public boolean offer(Runnable task) {
        if (loop.isShuttingDown()) return refuse();
        if (waiting.incrementAndGet() > CAPACITY) {
            waiting.decrementAndGet();
            return refuse();
        }
        tasks.add(task);
        tell();
        return true;
    }

    private boolean refuse() {
        refused.increment();
        return false;
    }

    @Override
    public void execute(Runnable task) {
        if (!offer(task)) throw new RejectedExecutionException("lane " + name + " is full or stopped");
    }

    private void tell() {
        if (told.get() || !told.compareAndSet(false, true)) return;
        try {
            loop.execute(turn);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("lane {} stopped with {} tasks waiting", name, waiting.get());
        }
    }

    private void turn() {
        for (int i = 0; i < TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) break;
            waiting.decrementAndGet();
            guarded(task);
        }
        // Whoever adds a task after this looks at an untold lane and tells it; whoever added before is seen by isEmpty.
        told.set(false);
        if (!tasks.isEmpty()) tell();
    }

    void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.error("a task failed on lane {}", name, failure);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
