package io.odradek.engine.log;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.MalformedRecords;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One partition's log. Offsets from {@link #logStartOffset} to before {@link #logEndOffset} can be read. What is
 * appended is in
 * the page cache, and durable after {@link #flush} only (or as flush.messages and flush.ms say).
 *
 * <p>Belongs to its partition's lane; the offsets, the sizes and the directory may be read on any thread. A failing
 * disk throws
 * {@link LogFailure} and takes the data directory offline, but for a full one, which only refuses the append.
 */
public final class PartitionLog {
    /**
     * The largest epoch not above the one asked for, and the offset where it ends; both -1 when that cannot be told.
     */
    public record EpochEnd(int epoch, long endOffset) {}

    /** A record found by its time; all -1 when there is none. */
    public record Found(long timestampMs, long offset, int epoch) {
        static final Found NONE = new Found(-1, -1, -1);
    }

    private final LogDirectory home;
    private final Surroundings world;
    private final Segments segments;
    private final LeaderEpochs epochs;
    private final Producers producers;
    private final Validation validation;
    private final BatchView view = new BatchView();
    private final Uuid topicId;
    private volatile TopicConfig config;
    private volatile long logStartOffset;
    private volatile long logEndOffset;
    private volatile long highWatermark;
    private volatile boolean closed;
    private final CompactionState compaction = new CompactionState();
    private final Flushing flushing;

    PartitionLog(LogDirectory home, Opened opened, TopicConfig config, Uuid topicId) {
        this.home = home;
        this.world = home.world();
        this.segments = opened.segments();
        this.epochs = opened.epochs();
        this.producers = opened.producers();
        this.config = config;
        this.topicId = topicId;
        this.validation = new Validation(name());
        this.logStartOffset = opened.logStartOffset();
        this.logEndOffset = opened.logEndOffset();
        this.highWatermark = logStartOffset;
        this.flushing = new Flushing(this, home, segments, Math.min(opened.recoveryPoint(), logEndOffset),
                logEndOffset);
    }

    /** What a partition's directory held. */
    record Opened(Segments segments, LeaderEpochs epochs, Producers producers, long logStartOffset, long logEndOffset,
                  long recoveryPoint) {}

    /** Topic and partition, as the directory is named. */
    public String name() {
        return segments.name();
    }

    public Path directory() {
        return segments.directory();
    }

    /** {@link Uuid#ZERO} when the directory tells none. */
    public Uuid topicId() {
        return topicId;
    }

    public TopicConfig config() {
        return config;
    }

    /** Takes effect with the next append. */
    public void configure(TopicConfig next) {
        config = next;
    }

    public long logStartOffset() {
        return logStartOffset;
    }

    /** The offset that the next record gets. */
    public long logEndOffset() {
        return logEndOffset;
    }

    public long highWatermark() {
        return highWatermark;
    }

    /**
     * Set by whoever knows the replicas; kept between the log's start and end. Any direction: only the caller knows
     * the rules.
     */
    public void highWatermark(long offset) {
        highWatermark = Math.max(logStartOffset, Math.min(offset, logEndOffset));
        producers.replicated(highWatermark);
    }

    /**
     * Up to where a reader of committed records may read: the high watermark, or the first transaction that still goes
     * on.
     */
    public long lastStableOffset() {
        return Math.min(highWatermark, producers.firstUnstableOffset());
    }

    /** Everything below is durable. */
    public long recoveryPoint() {
        return flushing.recoveryPoint();
    }

    /** Everything below may be acknowledged by this replica: flush.messages asks for no flush that is not done. */
    public long readyOffset() {
        return flushing.readyOffset();
    }

    /** Runs it on the log's lane when {@link #readyOffset} has come to the offset, or never will. */
    public void whenReady(long offset, Runnable then) {
        flushing.whenReady(offset, then);
    }

    public long sizeBytes() {
        return segments.bytes();
    }

    public int segmentCount() {
        return segments.count();
    }

    /**
     * Appends records. The buffer stays the caller's; headers of its batches are changed in place. Throws
     * {@link RecordsRejected} when it may not be, and then nothing was written.
     */
    public Appended append(ByteBuf records, AppendOptions options) {
        if (closed || offline()) {
            throw new LogFailure("the log of " + name() + (closed ? " is closed" : " is on a failed disk"));
        }
        ByteBuffer bytes = records.nioBuffer();
        try {
            return switch (options.origin()) {
                case CLIENT -> fromClient(bytes, options);
                case COORDINATOR -> ours(bytes, options);
                case REPLICATION -> fromLeader(bytes);
            };
        } catch (IOException e) {
            throw home.failed("appending to " + name(), e);
        }
    }

    private Appended fromClient(ByteBuffer bytes, AppendOptions options) throws IOException {
        long nowMs = world.clock().wallMs();
        BatchView batch = validation.check(bytes, config, nowMs);
        checkSegmentSize(batch.size());
        if (batch.hasProducerId()) {
            ProducerState.Batch duplicate = producers.check(batch, AppendOptions.Origin.CLIENT);
            if (duplicate != null) {
                return new Appended(duplicate.firstOffset(), duplicate.lastOffset(), duplicate.timestampMs(),
                        logStartOffset);
            }
        }
        ByteBuf built = validation.place(config, logEndOffset, options.leaderEpoch(), nowMs);
        try {
            ByteBuffer placed = built == null ? bytes : built.nioBuffer();
            if (built != null) batch.on(placed, placed.position());
            return add(batch, placed, nowMs);
        } finally {
            if (built != null) built.release();
        }
    }

    /** Batches that a coordinator built: offsets and epoch are given, the rest is taken as it is. */
    private Appended ours(ByteBuffer bytes, AppendOptions options) throws IOException {
        long nowMs = world.clock().wallMs();
        long first = logEndOffset;
        long appendTime = -1;
        for (int at = bytes.position(); at < bytes.limit(); at = view.end()) {
            if (!BatchView.wholeAt(bytes, at, bytes.limit())) throw corrupt("no whole batch at byte " + at);
            view.on(bytes, at);
            checkSegmentSize(view.size());
            if (view.hasProducerId()) producers.check(view, AppendOptions.Origin.COORDINATOR);
            view.place(logEndOffset, options.leaderEpoch());
            appendTime = add(view, bytes.duplicate().position(at).limit(view.end()), nowMs).logAppendTimeMs();
        }
        return new Appended(first == logEndOffset ? -1 : first, logEndOffset - 1, appendTime, logStartOffset);
    }

    /** What a leader sent keeps its offsets, and may end with a part of a batch, which is left out. */
    private Appended fromLeader(ByteBuffer bytes) throws IOException {
        long nowMs = world.clock().wallMs();
        long first = -1;
        for (int at = bytes.position(); BatchView.wholeAt(bytes, at, bytes.limit()); at = view.end()) {
            view.on(bytes, at);
            if (!view.crcIsRight()) throw corrupt("batch at offset " + view.baseOffset() + " has a wrong checksum");
            if (view.lastOffsetDelta() < 0 || view.baseOffset() < logEndOffset) {
                if (view.baseOffset() >= 0 && view.lastOffset() < logEndOffset && view.lastOffsetDelta() >= 0
                        && first < 0) continue;
                if (view.lastOffset() < logEndOffset || view.lastOffsetDelta() < 0) {
                    throw corrupt("Out of order offsets: " + view + " after " + (logEndOffset - 1));
                }
            }
            add(view, bytes.duplicate().position(at).limit(view.end()), nowMs);
            if (first < 0) first = view.baseOffset();
        }
        return new Appended(first, first < 0 ? -1 : logEndOffset - 1, -1, logStartOffset);
    }

    private RecordsRejected corrupt(String why) {
        return new RecordsRejected(ErrorCode.CORRUPT_MESSAGE, why + " in " + name());
    }

    private void checkSegmentSize(int size) {
        if (size > config.segmentBytes()) {
            throw new RecordsRejected(ErrorCode.RECORD_LIST_TOO_LARGE,
                    "Message batch size is " + size + " bytes in append to partition "
                    + name() + ", which exceeds the maximum configured segment size of " + config.segmentBytes() + ".");
        }
    }

    /** Writes one placed batch and takes note of it everywhere. */
    private Appended add(BatchView batch, ByteBuffer bytes, long nowMs) throws IOException {
        Segment active = segments.forAppend(batch, config, nowMs, this::rolled);
        if (batch.leaderEpoch() != epochs.latest()) epochs.assign(batch.leaderEpoch(), batch.baseOffset());
        int position = active.size();
        segments.write(bytes);
        try {
            active.noted(batch, position, config.indexIntervalBytes());
            logEndOffset = batch.nextOffset();
            remember(batch, active);
        } catch (IOException e) {
            // The records are there and what belongs to them is not: too late to refuse them, even on a full disk.
            throw home.lost("taking note of a batch of " + name(), e);
        }
        flushing.appended(config, nowMs);
        return new Appended(batch.baseOffset(), batch.lastOffset(),
                batch.logAppendTime() ? batch.maxTimestamp() : -1, logStartOffset);
    }

    private void remember(BatchView batch, Segment segment) throws IOException {
        Producers.Ended ended = producers.appended(batch);
        if (ended == null) return;
        long stable = producers.complete(ended);
        if (ended.aborted()) {
            segment.aborted().add(new TransactionIndex.Aborted(ended.producerId(), ended.firstOffset(),
                    ended.lastOffset(), stable));
        }
    }

    /**
     * A segment was sealed: its bytes become durable behind the lane's back, and the producers' state is kept with its
     * end.
     */
    private void rolled(Segment sealed, long newBaseOffset) throws IOException {
        flushing.sealed(sealed);
        producers.endOffset(newBaseOffset);
        producers.snapshot();
    }

    /** Makes everything appended so far durable. Blocks the lane. */
    public void flush() {
        try {
            flushing.flushNow();
        } catch (IOException e) {
            throw home.lost("flushing " + name(), e);
        }
    }

    /** For the periodic look: flushes behind the lane's back where flush.ms is over. */
    void flushWhenDue() {
        flushing.flushWhenDue(config, world.clock().wallMs());
    }

    /**
     * Whole batches from the one that holds {@code from} on, out of one segment.
     *
     * @param maxBytes     of the answer, unless the first batch alone is larger
     * @param atLeastOne   give the first batch even when it is larger than that
     * @param upTo         no batch that begins at this offset or above
     * @throws OffsetOutOfRange when the log does not hold the offset
     */
    public Read read(long from, int maxBytes, boolean atLeastOne, long upTo) {
        long end = logEndOffset;
        if (from < logStartOffset || from > end) throw new OffsetOutOfRange(from, logStartOffset, end);
        if (from >= Math.min(upTo, end)) return Read.NOTHING;
        try {
            for (Segment segment = segments.floor(from); segment != null; segment = segments.after(segment)) {
                Segment.Located first = segment.locate(from);
                if (first == null) continue;
                int limit = segment.size();
                if (upTo < end && segments.holds(segment, upTo)) {
                    Segment.Located bound = segment.locate(upTo);
                    if (bound != null) limit = bound.position();
                }
                return segment.slice(first, limit, maxBytes, atLeastOne);
            }
            return Read.NOTHING;
        } catch (IOException e) {
            throw home.failed("reading " + name(), e);
        }
    }

    /** Where the oldest record is. */
    public Found earliest() {
        return new Found(-1, logStartOffset, epochs.epochOf(logStartOffset));
    }

    /** Where the next record goes. */
    public Found latest() {
        return new Found(-1, logEndOffset, epochs.latest());
    }

    /** The first record with this time or a later one. */
    public Found offsetForTimestamp(long timestampMs) {
        try {
            return TimeSearch.first(segments, epochs, timestampMs, logStartOffset);
        } catch (IOException | MalformedRecords e) {
            throw searchFailed(e);
        }
    }

    /** The first record with the largest time of all. */
    public Found maxTimestamp() {
        try {
            return TimeSearch.largest(segments, epochs, logStartOffset);
        } catch (IOException | MalformedRecords e) {
            throw searchFailed(e);
        }
    }

    /** Records that cannot be read are no reason to give the disk up. */
    private LogFailure searchFailed(Exception cause) {
        return cause instanceof IOException e ? home.failed("searching " + name(), e)
                : new LogFailure("searching " + name() + ": " + cause.getMessage(), cause);
    }

    /** -1 when no record told one. */
    public int latestEpoch() {
        return epochs.latest();
    }

    public EpochEnd endOffsetForEpoch(int epoch) {
        return epochs.endOf(epoch, logEndOffset);
    }

    /** Notes that the epoch of a new leader begins at the offset, before its first record. */
    public void assignEpochStart(int epoch, long offset) {
        try {
            epochs.assign(epoch, offset);
        } catch (IOException e) {
            throw home.failed("writing the leader epochs of " + name(), e);
        }
    }

    /** Aborted transactions that overlap the offsets, for readers of committed records. */
    public List<AbortedTransaction> abortedTransactions(long from, long to) {
        List<AbortedTransaction> found = new ArrayList<>();
        try {
            for (Segment s = segments.floor(from); s != null; s = segments.after(s)) {
                if (s.aborted().collect(from, to, found)) break;
            }
        } catch (IOException e) {
            throw home.failed("reading the aborted transactions of " + name(), e);
        }
        return found;
    }

    /** Forgets the target and all above it; and all of the batch that holds it, where that begins below. */
    public void truncateTo(long target) {
        long offset = target;
        if (offset >= logEndOffset) return;
        if (offset < logStartOffset) throw new IllegalArgumentException("truncation to " + offset
                + ", below the start of " + name());
        try {
            if (segments.first().baseOffset() > offset) {
                truncateFullyAndStartAt(offset);
                return;
            }
            offset = Math.max(segments.truncateTo(offset), logStartOffset);
            logEndOffset = offset;
            epochs.truncateFromEnd(offset);
            flushing.truncatedTo(offset);
            LogLoading.producers(producers, segments, logStartOffset, offset, world.clock().wallMs(),
                    home.producerExpirationMs());
            // Old snapshots must not come back: the offsets they stand for will mean other records.
            world.disk().forceDirectory(directory());
            highWatermark(Math.min(highWatermark, offset));
        } catch (IOException e) {
            throw home.failed("truncating " + name(), e);
        }
    }

    /** Forgets everything; the next record gets this offset. */
    public void truncateFullyAndStartAt(long offset) {
        try {
            segments.restartAt(offset, world.clock().wallMs());
            epochs.clear();
            for (Path snapshot : Producers.snapshots(world.disk(), directory()).values()) world.disk().delete(snapshot);
            producers.clear(offset);
            world.disk().forceDirectory(directory());
            logEndOffset = offset;
            logStartOffset = offset;
            highWatermark = offset;
            flushing.truncatedTo(offset);
        } catch (IOException e) {
            throw home.failed("truncating " + name(), e);
        }
    }

    /**
     * Makes records below the offset unreadable (DeleteRecords, or a follower learns of it). Segments go with
     * retention.
     */
    public void advanceLogStartOffset(long offset) {
        if (offset <= logStartOffset) return;
        logStartOffset = Math.min(offset, logEndOffset);
        try {
            epochs.truncateFromStart(logStartOffset);
        } catch (IOException e) {
            throw home.failed("writing the leader epochs of " + name(), e);
        }
        producers.startMoved(logStartOffset);
        if (highWatermark < logStartOffset) highWatermark = logStartOffset;
    }

    /** Deletes segments that are too old, too many or below the start. Returns how many. */
    public int retain() {
        try {
            int deleted = Retention.apply(segments, config, world.clock().wallMs(), logStartOffset, highWatermark);
            if (deleted > 0) advanceLogStartOffset(segments.first().baseOffset());
            producers.expire(world.clock().wallMs(), home.producerExpirationMs());
            return deleted;
        } catch (IOException e) {
            throw home.failed("deleting old segments of " + name(), e);
        }
    }

    /** Makes all durable and closes the files. Idempotent. */
    public void close() {
        if (closed) return;
        try {
            producers.snapshot();
            flushing.close();
            closed = true;
            segments.close();
        } catch (IOException e) {
            throw home.failed("closing " + name(), e);
        }
    }

    boolean closed() {
        return closed;
    }

    /** Its data directory failed. Any thread. */
    public boolean offline() {
        return home.offline();
    }

    /** Takes the partition away: its directory is renamed at once and deleted after file.delete.delay.ms. */
    public void delete() {
        closed = true;
        flushing.abandoned();
        home.delete(this);
    }

    /** Closes the files without a flush. */
    void abandon() {
        closed = true;
        segments.abandon();
    }

    CompactionState compaction() {
        return compaction;
    }

    LogFailure failed(String what, IOException cause) {
        return home.failed(what, cause);
    }

    Segments segments() {
        return segments;
    }

    Producers producers() {
        return producers;
    }
}
