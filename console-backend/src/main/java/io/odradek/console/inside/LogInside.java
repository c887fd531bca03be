package io.odradek.console.inside;

import java.util.List;

/**
 * One replica's log on its broker's disk, and some of its segments.
 *
 * @param recoveryPoint everything below was forced to the disk
 * @param cleanedUpTo   below this offset every key's older records are gone already
 * @param retentionMs, retentionBytes -1 for no bound
 */
public record LogInside(String directory, long logStart, long lastStable, long highWatermark, long logEnd,
        long recoveryPoint, long bytes, int segmentCount, long cleanedUpTo, boolean deletes, boolean compacts,
        long retentionMs, long retentionBytes, long segmentBytes, long segmentMs, List<SegmentInside> segments) {

    /**
     * One segment.
     *
     * @param nextOffset  where the segment after it begins, or the log's end
     * @param firstMs, largestMs timestamps of its first batch and of its newest record, -1 for none
     * @param newerBytes  of all segments after it
     * @param active      it is written to
     */
    public record SegmentInside(long baseOffset, long nextOffset, long bytes, long firstMs, long largestMs,
            int offsetIndexBytes, int timeIndexBytes, int transactionIndexBytes, long newerBytes, boolean active) {
    }
}
