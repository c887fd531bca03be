package io.odradek.console.inside;

import java.util.List;

/**
 * What a pass of compaction would do to one replica's log now.
 *
 * @param cleanOffset everything below was compacted before
 * @param endOffset   not beyond this
 * @param due         whether a pass is due by the share of dirty bytes or their age
 * @param whole       false where only the oldest segments were gone through, so that more may go than is said
 */
public record CompactionInside(long cleanOffset, long endOffset, boolean due, boolean whole,
        List<KeptSegment> segments) {

    /** What would stay of one segment. */
    public record KeptSegment(long baseOffset, long bytes, long keptBytes, long records, long keptRecords) {
    }

    /** Bytes that would be free after the pass. */
    public long reclaimable() {
        return segments.stream().mapToLong(segment -> Math.max(0, segment.bytes() - segment.keptBytes())).sum();
    }
}
