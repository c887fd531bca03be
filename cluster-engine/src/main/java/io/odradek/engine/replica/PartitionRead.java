package io.odradek.engine.replica;

import io.odradek.engine.log.AbortedTransaction;
import io.odradek.engine.log.Read;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.Uuid;
import java.util.List;

/**
 * One partition of a read: what is asked, and the answer once the partition's lane was there. The answer is written by
 * that lane
 * and read by whoever finishes the {@link MultiRead}, after a hand-over.
 */
public final class PartitionRead {
    /**
     * @param currentLeaderEpoch what the reader takes for the leader's epoch, or -1
     * @param offset             first wanted
     * @param lastFetchedEpoch   epoch of the reader's last record, or -1: then divergence is not looked for
     * @param logStartOffset     the follower's, -1 for consumers
     * @param maxBytes           of this partition
     */
    public record Ask(int currentLeaderEpoch, long offset, int lastFetchedEpoch, long logStartOffset, int maxBytes) {}

    private final MultiRead parent;
    private final TopicPartition name;
    private final Uuid topicId;
    private final Ask ask;

    Partition partition;
    /** Signalled since it was read; only then is it read again. */
    volatile boolean moved;
    /** Bytes found so far, for readers with a minimum above 1. */
    long seenBytes;
    /** Where the reader's bound stood when it was read: what comes after that is news. */
    long seenEnd;

    private ErrorCode error = ErrorCode.NONE;
    private long highWatermark = -1;
    private long lastStableOffset = -1;
    private long logStartOffset = -1;
    private Payload records = Payload.EMPTY;
    private long nextOffset;
    private List<AbortedTransaction> aborted;
    private int divergingEpoch = -1;
    private long divergingEndOffset = -1;
    private int preferredReplica = -1;

    PartitionRead(MultiRead parent, TopicPartition name, Uuid topicId, Ask ask) {
        this.parent = parent;
        this.name = name;
        this.topicId = topicId;
        this.ask = ask;
    }

    MultiRead parent() {
        return parent;
    }

    boolean over() {
        return parent.over();
    }

    Bound bound() {
        return parent.reader().bound();
    }

    void forget() {
        error = ErrorCode.NONE;
        records = Payload.EMPTY;
        aborted = null;
        divergingEpoch = -1;
        divergingEndOffset = -1;
        preferredReplica = -1;
    }

    void fail(ErrorCode why) {
        forget();
        error = why;
        highWatermark = -1;
        lastStableOffset = -1;
        logStartOffset = -1;
    }

    void positions(long highWatermark, long lastStableOffset, long logStartOffset) {
        this.highWatermark = highWatermark;
        this.lastStableOffset = lastStableOffset;
        this.logStartOffset = logStartOffset;
    }

    void found(Read found, List<AbortedTransaction> aborted) {
        this.records = found.records();
        this.nextOffset = found.nextOffset();
        this.aborted = aborted;
    }

    void diverges(int epoch, long endOffset) {
        divergingEpoch = epoch;
        divergingEndOffset = endOffset;
    }

    void readElsewhere(int broker) {
        preferredReplica = broker;
    }

    public TopicPartition name() {
        return name;
    }

    public Uuid topicId() {
        return topicId;
    }

    public Ask ask() {
        return ask;
    }

    public long offset() {
        return ask.offset();
    }

    public ErrorCode error() {
        return error;
    }

    public long highWatermark() {
        return highWatermark;
    }

    public long lastStableOffset() {
        return lastStableOffset;
    }

    public long logStartOffset() {
        return logStartOffset;
    }

    /** From the offset asked for to the end of the batches found. */
    long offsets() {
        return records.size() == 0 ? 0 : nextOffset - ask.offset();
    }

    /** Whole batches; never null. */
    public Payload records() {
        return records;
    }

    /** Null unless the reader is read_committed. */
    public List<AbortedTransaction> aborted() {
        return aborted;
    }

    /**
     * -1 unless the reader's log differs from ours: then the largest epoch of ours not above the reader's, and where
     * it ends.
     */
    public int divergingEpoch() {
        return divergingEpoch;
    }

    public long divergingEndOffset() {
        return divergingEndOffset;
    }

    /** The broker to read from instead (KIP-392), or -1. */
    public int preferredReplica() {
        return preferredReplica;
    }

    /** Leader as this broker knows it, for the reader that asked the wrong one; -1 where unknown. */
    public int leaderId() {
        return partition == null ? -1 : partition.leaderHint().id();
    }

    public int leaderEpoch() {
        return partition == null ? -1 : partition.leaderHint().epoch();
    }

    boolean urgent() {
        return error != ErrorCode.NONE || divergingEpoch >= 0 || preferredReplica >= 0;
    }
}
