package io.odradek.engine.log;

import java.util.List;

/**
 * What a pass of compaction would do to a log now.
 *
 * @param cleanOffset everything below was compacted before
 * @param endOffset   not beyond this: the active segment, a transaction that goes on, or records that are too young
 * @param due         whether the share of dirty bytes or their age makes a pass due
 * @param whole       false where the log is longer than what one look reads: then only the oldest segments are here,
 *                    and a key's later records beyond them are not known, so that less is said to go than would
 */
public record CompactionLook(long cleanOffset, long endOffset, boolean due, boolean whole, List<Kept> segments) {

    /** What would stay of one segment: bytes and records, in batches as they would be written anew. */
    public record Kept(long baseOffset, long bytes, long keptBytes, long records, long keptRecords) {}

    static CompactionLook nothing(PartitionLog log) {
        long clean = log.compaction().cleanedUpTo;
        return new CompactionLook(clean, clean, false, true, List.of());
    }
}
