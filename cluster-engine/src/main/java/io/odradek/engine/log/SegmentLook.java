package io.odradek.engine.log;

import java.io.IOException;

/**
 * One segment as it is on the disk.
 *
 * @param nextOffset            where the segment after it begins, or the log's end
 * @param firstTimestampMs      largest timestamp of the first batch, what age is counted from; -1 for none
 * @param largestTimestampMs    -1 for none
 * @param offsetIndexBytes      as long as the entries are, which for the active segment are in memory still
 * @param newerBytes            of all segments after this one: what retention.bytes is held against
 * @param active                it is written to, and so neither compacted nor deleted
 */
public record SegmentLook(long baseOffset, long nextOffset, int bytes, long firstTimestampMs, long largestTimestampMs,
        int offsetIndexBytes, int timeIndexBytes, int transactionIndexBytes, long newerBytes, boolean active) {

    /** On the log's lane; reads a few headers where they are not known yet, as a search for a time does. */
    static SegmentLook of(PartitionLog log, Segment segment, long newerBytes) throws IOException {
        Segments all = log.segments();
        Segment next = all.after(segment);
        return new SegmentLook(segment.baseOffset(), next == null ? log.logEndOffset() : next.baseOffset(),
                segment.size(), segment.size() == 0 ? -1 : segment.firstTimestamp(),
                segment.size() == 0 ? -1 : segment.largestTimestamp(), segment.offsetIndexBytes(),
                segment.timeIndexBytes(), segment.aborted().bytes(), newerBytes, segment == all.active());
    }
}
