package io.odradek.console.inside;

import java.util.List;

/**
 * Batches of one segment.
 *
 * @param nextOffset where to go on, -1 at the segment's end
 */
public record BatchPage(List<BatchInside> batches, long nextOffset) {

    /**
     * A batch as it lies in the file.
     *
     * @param position        in the file
     * @param producerId, producerEpoch, baseSequence -1 for none
     * @param firstMs         -1 where a delete horizon stands in its place
     * @param deleteHorizonMs when its tombstones and markers may go, -1 where that is not set
     * @param crcIsRight      whether the checksum that it carries is that of its bytes
     */
    public record BatchInside(int position, int bytes, long baseOffset, long lastOffset, int records, int leaderEpoch,
            long producerId, int producerEpoch, int baseSequence, int lastSequence, String codec,
            boolean logAppendTime, boolean transactional, boolean control, long firstMs, long largestMs,
            long deleteHorizonMs, long crc, boolean crcIsRight) {
    }
}
