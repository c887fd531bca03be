package io.odradek.engine;

import io.odradek.engine.env.Clock;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** Of the network threads' time, what they did not compute: from their processor time between two looks. */
final class IdleWatch implements Meters.Source {
    /** A shorter time between two looks says nothing: the answer before is given again. */
    private static final long LEAST_NS = 1_000_000_000;

    private final String prefix;
    private final int threads;
    private final Clock clock;
    private long lookedNs;
    private long usedNs;
    private double idle = 1;

    /** @param prefix of the threads' names */
    IdleWatch(String prefix, int threads, Clock clock) {
        this.prefix = prefix;
        this.threads = threads;
        this.clock = clock;
        this.lookedNs = clock.monotonicNs();
    }

    @Override
    public void look(Meters.Look into) {
        into.add(Meter.NET_IDLE, idle());
    }

    /** From 0, always busy, to 1. */
    synchronized double idle() {
        long nowNs = clock.monotonicNs();
        if (nowNs - lookedNs >= LEAST_NS) {
            long used = used();
            idle = Math.clamp(1 - (double) (used - usedNs) / threads / (nowNs - lookedNs), 0, 1);
            usedNs = used;
            lookedNs = nowNs;
        }
        return idle;
    }

    private long used() {
        ThreadMXBean all = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo info : all.getThreadInfo(all.getAllThreadIds())) {
            if (info == null || !info.getThreadName().startsWith(prefix)) continue;
            sum += Math.max(0, all.getThreadCpuTime(info.getThreadId()));
        }
        return sum;
    }
}
