package io.odradek.engine.log;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.record.MalformedRecords;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
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

    /** The offset of a leader epoch's first record. */
    public record EpochStart(int epoch, long startOffset) {}

    /** A record found by its time; all -1 when there is none. */
    public record Found(long timestampMs, long offset, int epoch) {
        static final Found NONE = new Found(-1, -1, -1);
    }

    private final LogDirectory home;
    private final Surroundings world;
    private final Segments segments;
    private final LeaderEpochs epochs;
    private final Producers producers;
    private final Appending appending;
    private final PartitionMetadata metadata;
    private volatile TopicConfig config;
    private volatile long logStartOffset;
    private volatile long logEndOffset;
    private volatile long highWatermark;
    private volatile boolean closed;
    private final CompactionState compaction = new CompactionState();
    private final Flushing flushing;

    PartitionLog(LogDirectory home, Opened opened, TopicConfig config, PartitionMetadata metadata) {
        this.home = home;
        this.world = home.world();
        this.segments = opened.segments();
        this.epochs = opened.epochs();
        this.producers = opened.producers();
        this.config = config;
        this.metadata = metadata;
        this.logStartOffset = opened.logStartOffset();
        this.logEndOffset = opened.logEndOffset();
        this.highWatermark = logStartOffset;
        this.flushing = new Flushing(this, home, segments, epochs, Math.min(opened.recoveryPoint(), logEndOffset));
        segments.deleteDelayMs(() -> this.config.get(TopicKeys.FILE_DELETE_DELAY_MS));
        this.appending = new Appending(this, home, opened, flushing);
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
        return metadata.topicId();
    }

    /** The controller tells whose the log is; heeded where the directory tells no id. */
    public void learnTopicId(Uuid id) {
        try {
            metadata.learn(id);
        } catch (IOException e) {
            throw failed("writing the topic id of " + name(), e);
        }
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
        // A transaction may have begun below the log's start: what is left of it is still not to be read.
        return Math.max(logStartOffset, Math.min(highWatermark, producers.firstUnstableOffset()));
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
        try {
            metadata.force();
            return appending.append(records.nioBuffer(), options);
        } catch (IOException e) {
            throw failed("appending to " + name(), e);
        }
    }

    /** A batch is in the log, and everything knows of it. */
    void appended(long nextOffset) {
        logEndOffset = nextOffset;
    }

    /** Makes everything appended so far durable. Blocks the lane. */
    public void flush() {
        try {
            flushing.flushNow();
        } catch (IOException e) {
            throw lost("flushing " + name(), e);
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
                // Compaction may have left nothing from here to the bound.
                if (segment.baseOffset() >= upTo) break;
                Segment.Located first = segment.locate(from);
                if (first == null) continue;
                int limit = segment.size();
                Segment next = segments.after(segment);
                long limitOffset = next == null ? end : next.baseOffset();
                if (upTo < end && segments.holds(segment, upTo)) {
                    Segment.Located bound = segment.locate(upTo);
                    if (bound != null) {
                        limit = bound.position();
                        limitOffset = upTo;
                    }
                }
                return segment.slice(first, limit, limitOffset, maxBytes, atLeastOne);
            }
            return Read.NOTHING;
        } catch (IOException e) {
            throw failed("reading " + name(), e);
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
        return cause instanceof IOException e ? failed("searching " + name(), e)
                : new LogFailure("searching " + name() + ": " + cause.getMessage(), cause);
    }

    /** The newest leader epochs that the log knows, so many at most, oldest first. */
    public List<EpochStart> epochStarts(int limit) {
        return epochs.newest(limit);
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
            throw failed("writing the leader epochs of " + name(), e);
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
            throw failed("reading the aborted transactions of " + name(), e);
        }
        return found;
    }

    /**
     * Forgets the target and all above it, epochs that begin there too; and all of the batch that holds it, where that
     * begins below: the log then ends where the batch began, and a follower fetches it whole. (A real broker drops the
     * batch too but lets the log end at the target, with a gap that its next start forgets.)
     */
    public void truncateTo(long target) {
        long offset = target;
        if (offset >= logEndOffset) {
            forgetEpochsWithoutRecords();
            return;
        }
        if (offset < logStartOffset) throw new IllegalArgumentException("truncation to " + offset
                + ", below the start of " + name());
        try {
            if (segments.first().baseOffset() > offset) {
                truncateFullyAndStartAt(offset);
                return;
            }
            offset = segments.truncateTo(offset);
            if (offset < logStartOffset) {
                // Nothing is left, and what comes next must not lie behind a hole.
                truncateFullyAndStartAt(logStartOffset);
                return;
            }
            logEndOffset = offset;
            flushing.truncatedTo(offset);
            compaction.truncatedTo(offset);
            LogLoading.producers(producers, segments, logStartOffset, offset, world.clock().wallMs(),
                    home.producerExpirationMs());
            // Old snapshots must not come back: the offsets they stand for will mean other records.
            world.disk().forceDirectory(directory());
            highWatermark(Math.min(highWatermark, offset));
            home.checkpoints().cut(this);
            epochs.truncateFromEnd(offset);
        } catch (IOException e) {
            throw failed("truncating " + name(), e);
        }
    }

    /** A leader that appended nothing before another came left an epoch that the others never heard of. */
    private void forgetEpochsWithoutRecords() {
        try {
            epochs.truncateFromEnd(logEndOffset);
        } catch (IOException e) {
            throw failed("writing the leader epochs of " + name(), e);
        }
    }

    /** Forgets everything; the next record gets this offset. */
    public void truncateFullyAndStartAt(long offset) {
        try {
            segments.restartAt(offset, world.clock().wallMs());
            for (Path snapshot : Producers.snapshots(world.disk(), directory()).values()) world.disk().delete(snapshot);
            producers.clear(offset);
            world.disk().forceDirectory(directory());
            logEndOffset = offset;
            logStartOffset = offset;
            highWatermark = offset;
            flushing.truncatedTo(offset);
            compaction.truncatedTo(offset);
            home.checkpoints().cut(this);
            epochs.clear();
        } catch (IOException e) {
            throw failed("truncating " + name(), e);
        }
    }

    /**
     * Makes records below the offset unreadable (DeleteRecords, or a follower learns of it). Segments go with
     * retention.
     */
    public void advanceLogStartOffset(long offset) {
        if (offset <= logStartOffset) return;
        logStartOffset = Math.min(offset, logEndOffset);
        producers.startMoved(logStartOffset);
        if (highWatermark < logStartOffset) highWatermark = logStartOffset;
        try {
            epochs.truncateFromStart(logStartOffset);
        } catch (IOException e) {
            throw failed("writing the leader epochs of " + name(), e);
        }
    }

    /** Deletes segments that are too old, too many or below the start. Returns how many. */
    public int retain() {
        if (closed) return 0;
        try {
            int deleted = Retention.apply(segments, config, world.clock().wallMs(), logStartOffset, highWatermark);
            if (deleted > 0) advanceLogStartOffset(segments.first().baseOffset());
            forgetSilentProducers();
            return deleted;
        } catch (IOException e) {
            throw failed("deleting old segments of " + name(), e);
        }
    }

    /** Forgets the sequence numbers of producers that have been silent for {@code producer.id.expiration.ms}. */
    void forgetSilentProducers() {
        producers.expire(world.clock().wallMs(), home.producerExpirationMs());
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
            throw failed("closing " + name(), e);
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

    /** The failure to throw. Where the log was closed or deleted meanwhile its files are no business of the disk's. */
    LogFailure failed(String what, IOException cause) {
        return closed ? new LogFailure(what + ": the log is closed", cause) : home.failed(what, cause);
    }

    /** As {@link #failed}, where the files cannot be trusted any more. */
    LogFailure lost(String what, IOException cause) {
        return closed ? failed(what, cause) : home.lost(what, cause);
    }

    Segments segments() {
        return segments;
    }

    public ActiveProducers activeProducers() {
        return new ActiveProducers(producers);
    }

    Producers producers() {
        return producers;
    }
}
