package io.odradek.engine.log;

import io.odradek.engine.record.BatchView;

/**
 * A batch as it lies in a segment's file.
 *
 * @param position        in the file
 * @param firstTimestamp  of its first record, -1 where a delete horizon stands in its place
 * @param codec           such as "zstd"; "unknown" for a number that means none
 * @param deleteHorizonMs when its tombstones and markers may go, -1 where that is not set
 * @param crcIsRight      whether the checksum that it carries is that of its bytes
 */
public record BatchLook(int position, int bytes, long baseOffset, long lastOffset, int records, int leaderEpoch,
        long producerId, int producerEpoch, int baseSequence, int lastSequence, String codec, boolean logAppendTime,
        boolean transactional, boolean control, long firstTimestamp, long maxTimestamp, long deleteHorizonMs,
        long crc, boolean crcIsRight) {

    private static final int CODECS = 5;

    static BatchLook of(BatchView batch, long position) {
        long horizon = batch.deleteHorizonMs();
        boolean known = (batch.attributes() & 7) < CODECS;
        return new BatchLook((int) position, batch.size(), batch.baseOffset(), batch.lastOffset(), batch.count(),
                batch.leaderEpoch(), batch.producerId(), batch.producerEpoch(), batch.baseSequence(),
                batch.lastSequence(), known ? batch.codec().configName() : "unknown", batch.logAppendTime(),
                batch.transactional(), batch.control(), horizon >= 0 ? -1 : batch.baseTimestamp(),
                batch.maxTimestamp(), horizon, Integer.toUnsignedLong(batch.storedCrc()), batch.crcIsRight());
    }
}
