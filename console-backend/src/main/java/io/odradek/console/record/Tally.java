package io.odradek.console.record;

import io.odradek.console.record.Slice.EndReason;
import java.util.concurrent.atomic.AtomicLong;

/** What a scan has read so far, held against its limits. Any thread. */
final class Tally {

    private final Limits limits;
    private final long beganNs = System.nanoTime();
    private final AtomicLong scanned = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean cancelled;

    Tally(Limits limits) {
        this.limits = limits;
    }

    void add(long records, long size) {
        scanned.addAndGet(records);
        bytes.addAndGet(size);
    }

    void cancel() {
        cancelled = true;
    }

    /** Which limit is reached; null for none. */
    EndReason over() {
        if (cancelled) {
            return EndReason.CANCELLED;
        }
        if (elapsedMs() >= limits.timeMs()) {
            return EndReason.TIME;
        }
        if (bytes.get() >= limits.bytes()) {
            return EndReason.BYTES;
        }
        return scanned.get() >= limits.scanned() ? EndReason.SCANNED : null;
    }

    /** How many records each of so many partitions may still give. */
    long share(int partitions) {
        return Math.max(1, (limits.scanned() - scanned.get()) / partitions);
    }

    long scanned() {
        return scanned.get();
    }

    long bytes() {
        return bytes.get();
    }

    long elapsedMs() {
        return (System.nanoTime() - beganNs) / 1_000_000;
    }

    long leftMs() {
        return Math.max(1, limits.timeMs() - elapsedMs());
    }
}
