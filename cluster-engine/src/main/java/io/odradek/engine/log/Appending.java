package io.odradek.engine.log;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;

/** How batches get into a log: checked, placed, written, and noted everywhere. On the log's lane. */
final class Appending {
    private final PartitionLog log;
    private final LogDirectory home;
    private final Segments segments;
    private final LeaderEpochs epochs;
    private final Producers producers;
    private final Flushing flushing;
    private final Validation validation;
    private final BatchView view = new BatchView();

    Appending(PartitionLog log, LogDirectory home, PartitionLog.Opened opened, Flushing flushing) {
        this.log = log;
        this.home = home;
        this.segments = opened.segments();
        this.epochs = opened.epochs();
        this.producers = opened.producers();
        this.flushing = flushing;
        this.validation = new Validation(log.name());
    }

    Appended append(ByteBuffer bytes, AppendOptions options) throws IOException {
        return switch (options.origin()) {
            case CLIENT -> fromClient(bytes, options);
            case COORDINATOR -> ours(bytes, options);
            case REPLICATION -> fromLeader(bytes);
        };
    }

    private Appended fromClient(ByteBuffer bytes, AppendOptions options) throws IOException {
        long nowMs = home.world().clock().wallMs();
        BatchView batch = validation.check(bytes, log.config(), nowMs);
        if (batch.hasProducerId()) {
            ProducerState.Batch duplicate = producers.check(batch, AppendOptions.Origin.CLIENT);
            if (duplicate != null) {
                return new Appended(duplicate.firstOffset(), duplicate.lastOffset(), duplicate.timestampMs(),
                        log.logStartOffset());
            }
        }
        ByteBuf built = validation.place(log.config(), log.logEndOffset(), options.leaderEpoch(), nowMs);
        try {
            ByteBuffer placed = built == null ? bytes : built.nioBuffer();
            if (built != null) batch.on(placed, placed.position());
            checkSegmentSize(batch.size());
            return add(batch, placed, nowMs);
        } finally {
            if (built != null) built.release();
        }
    }

    /** Batches that a coordinator built: offsets and epoch are given, the rest is taken as it is. */
    private Appended ours(ByteBuffer bytes, AppendOptions options) throws IOException {
        long nowMs = home.world().clock().wallMs();
        long first = log.logEndOffset();
        long appendTime = -1;
        for (int at = bytes.position(); at < bytes.limit(); at = view.end()) {
            if (!BatchView.wholeAt(bytes, at, bytes.limit())) throw corrupt("no whole batch at byte " + at);
            view.on(bytes, at);
            checkSegmentSize(view.size());
            if (view.hasProducerId()) producers.check(view, AppendOptions.Origin.COORDINATOR);
            view.place(log.logEndOffset(), options.leaderEpoch());
            appendTime = add(view, bytes.duplicate().position(at).limit(view.end()), nowMs).logAppendTimeMs();
        }
        long end = log.logEndOffset();
        return new Appended(first == end ? -1 : first, end - 1, appendTime, log.logStartOffset());
    }

    /** What a leader sent keeps its offsets, and may end with a part of a batch, which is left out. */
    private Appended fromLeader(ByteBuffer bytes) throws IOException {
        long nowMs = home.world().clock().wallMs();
        long first = -1;
        for (int at = bytes.position(); BatchView.wholeAt(bytes, at, bytes.limit()); at = view.end()) {
            view.on(bytes, at);
            if (!view.crcIsRight()) throw corrupt("batch at offset " + view.baseOffset() + " has a wrong checksum");
            boolean possible = view.baseOffset() >= 0 && view.lastOffsetDelta() >= 0;
            if (possible && first < 0 && view.lastOffset() < log.logEndOffset()) continue;
            long start = log.logStartOffset();
            boolean overlaps = view.baseOffset() < log.logEndOffset();
            if (!possible || overlaps && start < log.logEndOffset()) {
                throw corrupt("Out of order offsets: " + view + " after " + (log.logEndOffset() - 1));
            }
            // The leader's log may begin within a batch (DeleteRecords); ours then begins with that batch as well.
            if (overlaps) log.truncateFullyAndStartAt(view.baseOffset());
            add(view, bytes.duplicate().position(at).limit(view.end()), nowMs);
            log.advanceLogStartOffset(start);
            if (first < 0) first = view.baseOffset();
        }
        return new Appended(first, first < 0 ? -1 : log.logEndOffset() - 1, -1, log.logStartOffset());
    }

    private RecordsRejected corrupt(String why) {
        return new RecordsRejected(ErrorCode.CORRUPT_MESSAGE, why + " in " + log.name());
    }

    private void checkSegmentSize(int size) {
        if (size > log.config().segmentBytes()) {
            throw new RecordsRejected(ErrorCode.RECORD_LIST_TOO_LARGE,
                    "Message batch size is " + size + " bytes in append to partition " + log.name()
                    + ", which exceeds the maximum configured segment size of " + log.config().segmentBytes() + ".");
        }
    }

    /** Writes one placed batch and takes note of it everywhere. */
    private Appended add(BatchView batch, ByteBuffer bytes, long nowMs) throws IOException {
        Segment active = segments.forAppend(batch, log.config(), nowMs, this::rolled);
        if (batch.leaderEpoch() != epochs.latest()) epochs.assign(batch.leaderEpoch(), batch.baseOffset());
        int position = active.size();
        segments.write(bytes);
        try {
            active.noted(batch, position, log.config().indexIntervalBytes());
            log.appended(batch.nextOffset());
            producers.appended(batch, active.aborted());
        } catch (IOException e) {
            // The records are there and what belongs to them is not: too late to refuse them, even on a full disk.
            throw home.lost("taking note of a batch of " + log.name(), e);
        }
        flushing.appended(log.config(), nowMs);
        return new Appended(batch.baseOffset(), batch.lastOffset(),
                batch.logAppendTime() ? batch.maxTimestamp() : -1, log.logStartOffset());
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
}
