package io.odradek.engine.net;

import io.netty.util.concurrent.ScheduledFuture;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.ThreadTimers;
import io.odradek.engine.env.Timers;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Timers of owner lanes wait inside their event loop: set and cancelled there they need no lock, no other thread and no
 * hand-over.
 * For other lanes one thread waits.
 */
public final class LoopTimers implements Timers, AutoCloseable {
    private final ThreadTimers others;

    public LoopTimers(String prefix) {
        others = new ThreadTimers(prefix + "timer-1");
    }

    @Override
    public Timer after(long delayMs, Lane lane, Runnable task) {
        if (!(lane instanceof LoopLane owner)) return others.after(delayMs, lane, task);
        try {
            ScheduledFuture<?> entry =
                owner.loop().schedule(() -> owner.guarded(task), Math.max(0, delayMs), TimeUnit.MILLISECONDS);
            return () -> entry.cancel(false);
        } catch (RejectedExecutionException stopped) {
            return () -> false;
        }
    }

    @Override
    public void close() {
        others.close();
    }
}
