package io.odradek.engine.log;

import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.RecordCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A pass of compaction that reads all and writes nothing. Made on the log's lane, gone through on a disk lane by
 * {@link #step}. What it reads and remembers is bounded: of a longer log the oldest segments are gone through.
 */
final class CompactionRehearsal {
    /** Read twice by one look: a second or two. */
    private static final long MOST_BYTES = 64 << 20;
    /** Each is opened when the look begins. */
    private static final int MOST_SEGMENTS = 128;
    /** Some 300,000 keys. */
    private static final long MAP_BYTES = 8 << 20;
    private static final double MAP_LOAD = 0.9;
    /** Of one step: a few milliseconds of work. */
    private static final long STRETCH_BYTES = 1 << 20;

    private final CompactionPlan plan;
    private final boolean whole;
    private final OffsetMap map;
    private final CleanedTransactions transactions;
    private final BatchFilter filter;
    private final List<SegmentScan> fills = new ArrayList<>();
    private final List<SegmentScan> reads = new ArrayList<>();
    private final List<CompactionLook.Kept> kept = new ArrayList<>();
    private boolean full;
    private int at;
    private long[] before = new long[4];

    CompactionRehearsal(CompactionPlan all, long nowMs) throws IOException {
        plan = some(all);
        whole = plan.segments().size() == all.segments().size();
        map = new OffsetMap(MAP_BYTES, MAP_LOAD, plan.endOffset() - plan.dirtyOffset());
        transactions = new CleanedTransactions(plan.aborted());
        filter = new BatchFilter(plan, map, new CleanedTransactions(plan.aborted()), nowMs);
        for (Segment each : plan.segments()) {
            fills.add(each.scan(0));
            reads.add(each.scan(0));
        }
    }

    private static CompactionPlan some(CompactionPlan all) {
        long bytes = 0;
        for (int i = 0; i < all.segments().size(); i++) {
            bytes += all.segments().get(i).size();
            if (i > 0 && (bytes > MOST_BYTES || i == MOST_SEGMENTS)) {
                return new CompactionPlan(all.segments().subList(0, i), all.dirtyOffset(),
                        all.segments().get(i).baseOffset(), all.config(), all.aborted(), all.producers());
            }
        }
        return all;
    }

    /** A stretch of work; false when all is done. */
    boolean step() throws IOException {
        return fills.isEmpty() ? count() : fill();
    }

    private boolean fill() throws IOException {
        try (RecordCursor cursor = new RecordCursor()) {
            fill(cursor);
        }
        if (fills.isEmpty() && !full) map.latestOffset(plan.endOffset() - 1);
        return true;
    }

    private void fill(RecordCursor cursor) throws IOException {
        long left = STRETCH_BYTES;
        while (left > 0 && !fills.isEmpty()) {
            SegmentScan scan = fills.getFirst();
            if (full || !scan.next()) {
                fills.removeFirst();
                continue;
            }
            BatchView batch = scan.header();
            left -= batch.size();
            if (batch.lastOffset() < plan.dirtyOffset() && !batch.transactional()) continue;
            full = !map.takeIn(scan.whole(), cursor, plan.dirtyOffset(), transactions);
        }
    }

    private boolean count() throws IOException {
        long until = filter.readBytes() + STRETCH_BYTES;
        while (at < reads.size() && filter.readBytes() < until) {
            SegmentScan scan = reads.get(at);
            if (scan.next()) {
                filter.clean(scan.whole(), null);
                continue;
            }
            long[] now = {filter.readBytes(), filter.bytes() - filter.readBytes(), filter.readRecords(),
                filter.keptRecords()};
            kept.add(new CompactionLook.Kept(plan.segments().get(at).baseOffset(), now[0] - before[0],
                    now[1] - before[1], now[2] - before[2], now[3] - before[3]));
            before = now;
            at++;
        }
        return at < reads.size();
    }

    CompactionLook result(boolean due) {
        return new CompactionLook(plan.dirtyOffset(), plan.endOffset(), due, whole && !full, kept);
    }
}
