package io.odradek.engine.log;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.RecordCursor;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Decides for each batch what compaction keeps of it, and writes that into the cleaned segment. A record stays when
 * its key has
 * none later, and a tombstone until the batch's delete horizon, which the first pass that sees it sets. The last batch
 * of an
 * active producer stays, emptied, for its sequence numbers; so does the last batch of the pass, for its offset.
 */
final class BatchFilter {
    private final CompactionPlan plan;
    private final OffsetMap map;
    private final CleanedTransactions transactions;
    private final long nowMs;
    private final RecordCursor cursor = new RecordCursor();
    private final BatchView written = new BatchView();
    private long readBytes;
    private long writtenBytes;
    private long readRecords;
    private long keptRecords;

    BatchFilter(CompactionPlan plan, OffsetMap map, CleanedTransactions transactions, long nowMs) {
        this.plan = plan;
        this.map = map;
        this.transactions = transactions;
        this.nowMs = nowMs;
    }

    long readBytes() {
        return readBytes;
    }

    /** Bytes read and written so far. */
    long bytes() {
        return readBytes + writtenBytes;
    }

    long readRecords() {
        return readRecords;
    }

    long keptRecords() {
        return keptRecords;
    }

    /** Writes what stays of the batch; into null, it is only counted. */
    void clean(BatchView batch, Segment into) throws IOException {
        readBytes += batch.size();
        readRecords += batch.count();
        try {
            one(batch, into);
        } finally {
            cursor.close();
        }
    }

    private void one(BatchView batch, Segment into) throws IOException {
        boolean needless = batch.control() ? emptyTransaction(batch, into) : transactions.isAborted(batch);
        boolean markerMayGo = needless && batch.control();
        boolean discard = markerMayGo ? batch.deleteHorizonMs() >= 0 && batch.deleteHorizonMs() <= nowMs : needless;
        boolean keepEmpty = batch.hasProducerId() && plan.isLastOfProducer(batch)
                || batch.nextOffset() == plan.endOffset();
        if (discard) {
            if (keepEmpty) write(empty(batch), into);
            return;
        }
        int kept = 0;
        boolean tombstones = false;
        cursor.open(batch);
        while (cursor.next()) {
            if (!stays(batch)) continue;
            kept++;
            if (!batch.control() && !cursor.hasValue()) tombstones = true;
        }
        keptRecords += kept;
        boolean setHorizon = (tombstones || markerMayGo) && batch.deleteHorizonMs() < 0;
        if (kept == 0) {
            if (keepEmpty) write(empty(batch), into);
        } else if (kept == batch.count() && !setHorizon) {
            write(batch, into);
        } else {
            write(rebuilt(batch, setHorizon ? nowMs + plan.deleteRetentionMs() : batch.deleteHorizonMs()), into);
        }
    }

    private boolean emptyTransaction(BatchView batch, Segment into) {
        cursor.open(batch);
        if (!cursor.next()) return true;
        EndMarker marker = EndMarker.of(cursor);
        return marker != null && transactions.isEmpty(batch, marker.commit(), into == null ? null : into.aborted());
    }

    private boolean stays(BatchView batch) {
        if (batch.control() || cursor.offset() > map.latestOffset()) return true;
        if (!cursor.hasKey() || cursor.offset() < map.get(cursor.key())) return false;
        return cursor.hasValue() || batch.deleteHorizonMs() < 0 || nowMs < batch.deleteHorizonMs();
    }

    private ByteBuf rebuilt(BatchView batch, long deleteHorizonMs) {
        Codec codec = batch.codec();
        try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT, codec, codec.defaultLevel())) {
            builder.like(batch);
            if (deleteHorizonMs >= 0) builder.deleteHorizon(deleteHorizonMs);
            cursor.open(batch);
            while (cursor.next()) {
                if (stays(batch)) builder.copy(cursor, cursor.offsetDelta());
            }
            return builder.lastOffset(batch.lastOffset()).build();
        }
    }

    private static ByteBuf empty(BatchView batch) {
        try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT).like(batch)) {
            return builder.emptyAt(batch.maxTimestamp()).lastOffset(batch.lastOffset()).build();
        }
    }

    private void write(ByteBuf built, Segment into) throws IOException {
        try {
            write(written.on(built.nioBuffer(), 0), into);
        } finally {
            built.release();
        }
    }

    private void write(BatchView batch, Segment into) throws IOException {
        if (into != null) {
            int position = into.size();
            into.write(batch.slice());
            into.noted(batch, position, plan.indexIntervalBytes());
        }
        writtenBytes += batch.size();
    }
}
