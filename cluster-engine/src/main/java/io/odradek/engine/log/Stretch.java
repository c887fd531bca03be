package io.odradek.engine.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the records between two offsets lie, as the log's lane saw it at one moment: enough to read them beside the
 * lane. Bytes of a piece never change; its file may be renamed or deleted before it is opened, and then the lane has to
 * be asked once more.
 *
 * @param from       first offset wanted, not below the log's start
 * @param upTo       no record at this offset or above
 * @param stableUpTo no transaction below this offset is undecided
 * @param aborted    transactions that were given up and may have records in between
 */
public record Stretch(long from, long upTo, long stableUpTo, List<Piece> pieces, List<AbortedTransaction> aborted) {
    /** Bytes of one segment's file, from the batch that holds the first offset on. */
    public record Piece(Path file, int position, int end) {}

    /** Up to the high watermark or, for readers of committed records, up to the last stable offset at most. */
    public static Stretch of(PartitionLog log, long from, long upTo, boolean committed) {
        long first = Math.max(from, log.logStartOffset());
        long stable = log.lastStableOffset();
        long bound = Math.min(upTo, committed ? stable : log.highWatermark());
        List<Piece> pieces = new ArrayList<>();
        if (first >= bound) return new Stretch(first, first, stable, pieces, List.of());
        try {
            Segments segments = log.segments();
            for (Segment s = segments.floor(first); s != null && s.baseOffset() < bound; s = segments.after(s)) {
                Segment.Located batch = s.locate(first);
                if (batch != null) pieces.add(new Piece(s.path(), batch.position(), s.size()));
            }
        } catch (IOException e) {
            throw log.failed("reading " + log.name(), e);
        }
        return new Stretch(first, bound, stable, pieces, log.abortedTransactions(first, bound));
    }
}
