package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.metric.Latency;
import io.odradek.engine.metric.Meter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * What of one log is durable, and who waits for it. Flushes run on a disk lane, one at a time; what is appended
 * meanwhile is covered by the next one together, so that flush.messages=1 costs one flush for all who wait and not one
 * for each. (A real broker flushes inside the append, under the partition's lock.)
 *
 * <p>Belongs to the log's lane; {@link #recoveryPoint} and {@link #readyOffset} may be read anywhere.
 */
final class Flushing {
    private final PartitionLog log;
    private final LogDirectory home;
    private final Segments segments;
    private final LeaderEpochs epochs;
    private final Lane disk;
    private final Latency flushTime;
    /** Sealed, and perhaps not on the disk with their indexes. */
    private final List<Segment> sealed = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private volatile long recoveryPoint;
    private volatile long readyOffset;
    /** Records below this must be durable before they are acknowledged. */
    private long demanded;
    /** Truncations so far: a flush that began before one says nothing of what came after it. */
    private volatile int truncations;
    private boolean underWay;
    private boolean again;
    private long lastFlushMs;
    /** The newest segment whose name is durable. On the disk lane alone. */
    private volatile Segment named;

    private record Waiter(long offset, Runnable then) {}

    Flushing(PartitionLog log, LogDirectory home, Segments segments, LeaderEpochs epochs, long recoveryPoint) {
        this.log = log;
        this.home = home;
        this.segments = segments;
        this.epochs = epochs;
        this.disk = home.world().lanes().disk(segments.directory().hashCode());
        this.flushTime = home.world().meters().latency(Meter.LOG_FLUSH_TIME);
        this.recoveryPoint = recoveryPoint;
        this.readyOffset = log.logEndOffset();
        this.lastFlushMs = home.world().clock().wallMs();
    }

    /** Everything below is durable. */
    long recoveryPoint() {
        return recoveryPoint;
    }

    /** Everything below may be acknowledged, as far as flush.messages is concerned. */
    long readyOffset() {
        return readyOffset;
    }

    /**
     * Runs it, on the log's lane, when everything below the offset may be acknowledged; also when that can never be
     * since the disk failed or the log was closed or cut: {@link #readyOffset} tells.
     */
    void whenReady(long offset, Runnable then) {
        if (readyOffset >= offset) then.run();
        else waiters.add(new Waiter(offset, then));
    }

    /** Records were appended, up to the log's end. */
    void appended(TopicConfig config, long nowMs) {
        long end = log.logEndOffset();
        if (end - Math.max(recoveryPoint, demanded) >= config.flushMessages()) {
            demanded = end;
            begin();
        } else if (due(config, nowMs)) {
            begin();
        }
        if (demanded <= recoveryPoint) readyOffset = end;
    }

    private boolean due(TopicConfig config, long nowMs) {
        long everyMs = config.get(TopicKeys.FLUSH_MS);
        return everyMs != Long.MAX_VALUE && nowMs - lastFlushMs >= everyMs;
    }

    /** The segment gets no more records. */
    void sealed(Segment segment) {
        sealed.add(segment);
        begin();
    }

    /** Flushes where flush.ms is over and something is not durable yet. */
    void flushWhenDue(TopicConfig config, long nowMs) {
        if (recoveryPoint < log.logEndOffset() && due(config, nowMs)) begin();
    }

    private void begin() {
        if (underWay) {
            again = true;
            return;
        }
        Collection<Segment> parts = unforced();
        sealed.clear();
        again = false;
        lastFlushMs = home.world().clock().wallMs();
        long upTo = log.logEndOffset();
        int before = truncations;
        underWay = true;
        try {
            disk.run(() -> {
                boolean done = forced(parts, upTo, before);
                handBack(() -> ended(done));
            });
        } catch (RejectedExecutionException e) {
            // The broker stops: nobody is told anything any more, and closing flushes all.
            underWay = false;
        }
    }

    private void handBack(Runnable ended) {
        try {
            home.owner(log).run(ended);
        } catch (RejectedExecutionException e) {
            if (!log.closed()) throw e;
        }
    }

    private Collection<Segment> unforced() {
        List<Segment> parts = new ArrayList<>(sealed);
        for (Segment s = segments.floor(recoveryPoint); s != null; s = segments.after(s)) {
            if (!parts.contains(s)) parts.add(s);
        }
        return parts;
    }

    private boolean forced(Collection<Segment> parts, long upTo, int before) {
        if (log.closed() || home.offline()) return false;
        long startedNs = home.world().clock().monotonicNs();
        try {
            force(parts);
            flushTime.record(home.world().clock().monotonicNs() - startedNs);
            reached(upTo, before);
            return true;
        } catch (IOException | LogFailure e) {
            // After a failed flush nobody knows what the disk holds, whatever the reason: no second try.
            if (!log.closed()) home.lost("flushing " + log.name(), e);
            return false;
        }
    }

    private void force(Collection<Segment> parts) throws IOException {
        Segment last = null;
        for (Segment each : parts) {
            each.force();
            last = each;
        }
        boolean renamed = epochs.force();
        if (renamed || last != null && last != named) {
            home.forceCreated();
            home.world().disk().forceDirectory(log.directory());
            if (last != null) named = last;
        }
    }

    private synchronized void reached(long upTo, int before) {
        if (before == truncations) recoveryPoint = Math.max(recoveryPoint, upTo);
    }

    private void ended(boolean done) {
        underWay = false;
        if (!done) {
            tell(Long.MAX_VALUE);
            return;
        }
        boolean more = demanded > recoveryPoint;
        readyOffset = more ? Math.max(readyOffset, recoveryPoint) : log.logEndOffset();
        tell(readyOffset);
        if (more || again) begin();
    }

    private void tell(long ready) {
        List<Runnable> reached = new ArrayList<>();
        waiters.removeIf(w -> w.offset <= ready && reached.add(w.then));
        reached.forEach(Runnable::run);
    }

    /** Makes all durable before it returns, the indexes too: for a shutdown. */
    void close() throws IOException {
        Segment active = segments.active();
        if (!active.isSealed()) {
            active.seal();
            sealed.add(active);
        }
        flushNow();
    }

    /** Makes all records durable before it returns. */
    void flushNow() throws IOException {
        long upTo = log.logEndOffset();
        lastFlushMs = home.world().clock().wallMs();
        if (upTo > recoveryPoint || !sealed.isEmpty()) force(unforced());
        sealed.clear();
        reached(upTo, truncations);
        readyOffset = upTo;
        tell(upTo);
    }

    /** The log was cut, and ends at this offset now. */
    void truncatedTo(long offset) {
        synchronized (this) {
            truncations++;
            recoveryPoint = Math.min(recoveryPoint, offset);
        }
        demanded = Math.min(demanded, offset);
        readyOffset = Math.min(readyOffset, offset);
        if (demanded <= recoveryPoint) readyOffset = offset;
        sealed.removeIf(s -> s.baseOffset() >= offset);
        tell(Long.MAX_VALUE);
    }

    /** No flush will end any more. */
    void abandoned() {
        tell(Long.MAX_VALUE);
    }
}
