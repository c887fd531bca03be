package io.odradek.engine.log;

import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.RecordCursor;
import java.io.IOException;

/** Finds records by their time. */
final class TimeSearch {
    private TimeSearch() {}

    static PartitionLog.Found first(Segments segments, LeaderEpochs epochs, long timestampMs, long logStartOffset)
            throws IOException {
        for (Segment segment : segments.all()) {
            if (segment.largestTimestamp() < timestampMs) continue;
            PartitionLog.Found found = in(segment.scanForTimestamp(timestampMs), timestampMs,
                    logStartOffset);
            if (found != null) return new PartitionLog.Found(found.timestampMs(), found.offset(),
                    epochs.epochOf(found.offset()));
        }
        return PartitionLog.Found.NONE;
    }

    static PartitionLog.Found largest(Segments segments, LeaderEpochs epochs, long logStartOffset) throws IOException {
        Segment best = null;
        for (Segment segment : segments.all()) {
            if (segment.size() > 0 && (best == null || segment.largestTimestamp() > best.largestTimestamp())) best =
                    segment;
        }
        if (best == null || best.largestTimestamp() < 0) return PartitionLog.Found.NONE;
        Segment.Located batch = best.locate(best.offsetOfLargestTimestamp());
        if (batch == null) return PartitionLog.Found.NONE;
        PartitionLog.Found found = in(best.scan(batch.position()), best.largestTimestamp(), logStartOffset);
        return found == null ? PartitionLog.Found.NONE
                : new PartitionLog.Found(found.timestampMs(), found.offset(), epochs.epochOf(found.offset()));
    }

    private static PartitionLog.Found in(SegmentScan scan, long timestampMs, long logStartOffset) throws IOException {
        try (RecordCursor cursor = new RecordCursor()) {
            while (scan.next()) {
                BatchView header = scan.header();
                if (header.maxTimestamp() < timestampMs || header.lastOffset() < logStartOffset) continue;
                cursor.open(scan.whole());
                while (cursor.next()) {
                    if (cursor.timestamp() >= timestampMs && cursor.offset() >= logStartOffset) {
                        return new PartitionLog.Found(cursor.timestamp(), cursor.offset(), -1);
                    }
                }
            }
        }
        return null;
    }
}
