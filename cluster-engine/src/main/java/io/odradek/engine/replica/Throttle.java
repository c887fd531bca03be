package io.odradek.engine.replica;

import io.odradek.engine.env.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How fast throttled replicas were served or followed of late, against the rate that is allowed. Counts in windows, as
 * Kafka's replication quotas do: the rate is what the kept windows hold over the time since the oldest of them began,
 * one window at least. What goes over the limit is not refused but followed by a pause. Safe on any thread.
 */
final class Throttle {
    private final Clock clock;
    private final LongSupplier bytesPerSecond;
    private final int windows;
    private final long windowMs;
    private final Deque<Window> kept = new ArrayDeque<>();
    private long bytes;

    private static final class Window {
        private final long startMs;
        private long bytes;

        Window(long startMs) {
            this.startMs = startMs;
        }
    }

    /** @param bytesPerSecond the limit as it is now; {@link Long#MAX_VALUE} means none */
    Throttle(Clock clock, LongSupplier bytesPerSecond, int windows, long windowMs) {
        this.clock = clock;
        this.bytesPerSecond = bytesPerSecond;
        this.windows = windows;
        this.windowMs = windowMs;
    }

    synchronized void record(int count) {
        long nowMs = clock.monotonicMs();
        forget(nowMs);
        Window last = kept.peekLast();
        if (last == null || nowMs - last.startMs >= windowMs) kept.add(last = new Window(nowMs));
        last.bytes += count;
        bytes += count;
    }

    boolean exceeded() {
        long limit = bytesPerSecond.getAsLong();
        return limit != Long.MAX_VALUE && rate() > limit;
    }

    private synchronized double rate() {
        long nowMs = clock.monotonicMs();
        forget(nowMs);
        if (kept.isEmpty()) return 0;
        return bytes * 1000.0 / Math.max(windowMs, nowMs - kept.peekFirst().startMs);
    }

    private void forget(long nowMs) {
        while (!kept.isEmpty() && nowMs - kept.peekFirst().startMs >= windows * windowMs) bytes -= kept.poll().bytes;
    }
}
