package io.odradek.engine.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file of producer states at an offset.
 *
 * <pre>
 * version int16 = 1 | CRC-32C of what follows uint32 | number of entries int32 | entries
 * entry: producer id int64, epoch int16, last sequence int32, last offset int64, offset delta of the last batch int32,
 *        timestamp int64, coordinator epoch int32, first offset of the current transaction int64 (-1: none)
 * ours:  for each entry, in their order: number of batches int8, and these batches, the oldest first
 * batch: last sequence int32, last offset int64, offset delta int32, timestamp int64
 * </pre>
 *
 * What is ours are the batches before the last one, which may be asked for again as well. A real broker writes none,
 * refuses such a retry after a restart, and passes over what follows its entries.
 */
final class ProducerSnapshot {
    private static final short VERSION = 1;
    private static final int CHECKED_FROM = 6;
    private static final int HEADER_BYTES = 10;
    private static final int ENTRY_BYTES = 46;
    private static final int BATCH_BYTES = 24;

    /** A snapshot that is not whole. An older one, or the log itself, tells what it told. */
    static final class Corrupt extends RuntimeException {
        Corrupt(String message) {
            super(message);
        }
    }

    private ProducerSnapshot() {}

    static byte[] write(Collection<ProducerState> producers) {
        int earlier = producers.stream().mapToInt(p -> 1 + BATCH_BYTES * p.earlier().size()).sum();
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + producers.size() * ENTRY_BYTES + earlier);
        out.putShort(VERSION).putInt(0).putInt(producers.size());
        for (ProducerState p : producers) {
            out.putLong(p.producerId).putShort(p.epoch).putInt(p.lastSequence()).putLong(p.lastOffset())
                    .putInt(p.lastOffsetDelta()).putLong(p.lastTimestamp).putInt(p.coordinatorEpoch)
                    .putLong(p.transactionStart);
        }
        for (ProducerState p : producers) {
            out.put((byte) p.earlier().size());
            for (ProducerState.Batch b : p.earlier()) {
                out.putInt(b.lastSequence()).putLong(b.lastOffset()).putInt(b.offsetDelta()).putLong(b.timestampMs());
            }
        }
        out.putInt(2, crc(out.array()));
        return out.array();
    }

    static List<ProducerState> read(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        if (content.length < HEADER_BYTES) throw new Corrupt("Snapshot contents are too short: " + content.length
                + " bytes");
        short version = in.getShort();
        if (version != VERSION) throw new Corrupt("Snapshot contained an unknown file version " + version);
        if (in.getInt() != crc(content)) throw new Corrupt("Snapshot is corrupt (its checksum is wrong)");
        int count = in.getInt();
        if (count < 0 || (long) count * ENTRY_BYTES > in.remaining()) {
            throw new Corrupt("Snapshot says " + count + " entries in " + in.remaining() + " bytes");
        }
        ByteBuffer ours = in.slice(HEADER_BYTES + count * ENTRY_BYTES, in.remaining() - count * ENTRY_BYTES);
        List<ProducerState> producers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ProducerState p = new ProducerState(in.getLong());
            p.epoch(in.getShort());
            ProducerState.Batch last = batch(in);
            if (ours.hasRemaining()) earlier(ours, p);
            if (last.lastOffset() >= 0) p.add(last);
            p.lastTimestamp = last.timestampMs();
            p.coordinatorEpoch = in.getInt();
            p.transactionStart = in.getLong();
            producers.add(p);
        }
        return producers;
    }

    private static void earlier(ByteBuffer ours, ProducerState p) {
        int batches = ours.get();
        if (batches < 0 || batches >= ProducerState.KEPT_BATCHES || batches * BATCH_BYTES > ours.remaining()) {
            throw new Corrupt("Snapshot says " + batches + " batches in " + ours.remaining() + " bytes");
        }
        for (int i = 0; i < batches; i++) p.add(batch(ours));
    }

    private static ProducerState.Batch batch(ByteBuffer in) {
        return new ProducerState.Batch(in.getInt(), in.getLong(), in.getInt(), in.getLong());
    }

    private static int crc(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content, CHECKED_FROM, content.length - CHECKED_FROM);
        return (int) crc.getValue();
    }
}
