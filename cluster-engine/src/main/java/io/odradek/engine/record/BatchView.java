package io.odradek.engine.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A view over one record batch of format 2 in a buffer (which it does not own). Reusable: {@link #on} moves it. All
 * numbers are
 * big-endian.
 *
 * <pre>
 *  0 base offset int64            27 base timestamp int64 (the delete horizon when bit 6 is set)
 *  8 length of what follows int32 35 max timestamp int64
 * 12 partition leader epoch int32 43 producer id int64
 * 16 magic int8 = 2               51 producer epoch int16
 * 17 CRC-32C of 21… uint32        53 base sequence int32
 * 21 attributes int16             57 record count int32
 * 23 last offset delta int32      61 records
 *
 * attributes: 0-2 codec, 3 timestamp is the broker's, 4 transactional, 5 control, 6 delete horizon set
 * </pre>
 */
public final class BatchView {
    public static final int HEADER_BYTES = 61;
    /** Base offset and length: what must be read to know how long a batch is. */
    public static final int PREFIX_BYTES = 12;
    public static final byte MAGIC = 2;
    public static final long NO_TIMESTAMP = -1;
    public static final long NO_PRODUCER_ID = -1;
    public static final int NO_SEQUENCE = -1;

    private static final int LENGTH = 8;
    private static final int LEADER_EPOCH = 12;
    private static final int MAGIC_AT = 16;
    private static final int CRC = 17;
    private static final int ATTRIBUTES = 21;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int BASE_TIMESTAMP = 27;
    private static final int MAX_TIMESTAMP = 35;
    private static final int PRODUCER_ID = 43;
    private static final int PRODUCER_EPOCH = 51;
    private static final int BASE_SEQUENCE = 53;
    private static final int COUNT = 57;
    static final int CODEC_MASK = 7;
    static final int LOG_APPEND_TIME = 8;
    static final int TRANSACTIONAL = 16;
    static final int CONTROL = 32;
    static final int DELETE_HORIZON = 64;

    private ByteBuffer bytes;
    private int at;
    private final CRC32C crc = new CRC32C();

    /** Looks at the batch that begins at this index. The first {@link #HEADER_BYTES} bytes must be there. */
    public BatchView on(ByteBuffer buffer, int index) {
        bytes = buffer;
        at = index;
        return this;
    }

    /**
     * Size in bytes of the batch at the index as it says itself, prefix included; below the header's size it is no
     * batch.
     */
    public static int sizeAt(ByteBuffer buffer, int index) {
        return buffer.getInt(index + LENGTH) + PREFIX_BYTES;
    }

    /** The magic of what begins at the index; it stands at the same place in every format. */
    public static byte magicAt(ByteBuffer buffer, int index) {
        return buffer.get(index + MAGIC_AT);
    }

    /**
     * Whether a whole batch of format 2 begins at the index and ends before the limit; says nothing about its checksum.
     */
    public static boolean wholeAt(ByteBuffer buffer, int index, int limit) {
        if (limit - index < HEADER_BYTES) return false;
        int length = buffer.getInt(index + LENGTH);
        return length >= HEADER_BYTES - PREFIX_BYTES && length <= limit - index - PREFIX_BYTES
                && magicAt(buffer, index) == MAGIC;
    }

    /** The batch's bytes, shared. */
    public ByteBuffer slice() {
        return bytes.slice(at, size());
    }

    ByteBuffer bytes() {
        return bytes;
    }

    public int index() {
        return at;
    }

    /** Index of the first byte after the batch. */
    public int end() {
        return at + size();
    }

    public int size() {
        return sizeAt(bytes, at);
    }

    public long baseOffset() {
        return bytes.getLong(at);
    }

    public long lastOffset() {
        return baseOffset() + lastOffsetDelta();
    }

    public long nextOffset() {
        return lastOffset() + 1;
    }

    public int leaderEpoch() {
        return bytes.getInt(at + LEADER_EPOCH);
    }

    public byte magic() {
        return magicAt(bytes, at);
    }

    public int attributes() {
        return bytes.getShort(at + ATTRIBUTES);
    }

    public Codec codec() {
        return Codec.of(attributes() & CODEC_MASK);
    }

    public boolean isZstd() {
        return (attributes() & CODEC_MASK) == Codec.ZSTD.ordinal();
    }

    public boolean compressed() {
        return (attributes() & CODEC_MASK) != 0;
    }

    public boolean logAppendTime() {
        return (attributes() & LOG_APPEND_TIME) != 0;
    }

    public boolean transactional() {
        return (attributes() & TRANSACTIONAL) != 0;
    }

    public boolean control() {
        return (attributes() & CONTROL) != 0;
    }

    /** When tombstones and markers of this batch may go, wall-clock milliseconds, or -1. */
    public long deleteHorizonMs() {
        return (attributes() & DELETE_HORIZON) != 0 ? bytes.getLong(at + BASE_TIMESTAMP) : NO_TIMESTAMP;
    }

    public int lastOffsetDelta() {
        return bytes.getInt(at + LAST_OFFSET_DELTA);
    }

    public long baseTimestamp() {
        return bytes.getLong(at + BASE_TIMESTAMP);
    }

    public long maxTimestamp() {
        return bytes.getLong(at + MAX_TIMESTAMP);
    }

    public long producerId() {
        return bytes.getLong(at + PRODUCER_ID);
    }

    public boolean hasProducerId() {
        return producerId() > NO_PRODUCER_ID;
    }

    public short producerEpoch() {
        return bytes.getShort(at + PRODUCER_EPOCH);
    }

    public int baseSequence() {
        return bytes.getInt(at + BASE_SEQUENCE);
    }

    /** Sequence of the last record; sequences go round after 2^31 - 1 to 0. */
    public int lastSequence() {
        int base = baseSequence();
        return base == NO_SEQUENCE ? NO_SEQUENCE : base + lastOffsetDelta() & Integer.MAX_VALUE;
    }

    public int count() {
        return bytes.getInt(at + COUNT);
    }

    public int storedCrc() {
        return bytes.getInt(at + CRC);
    }

    public boolean crcIsRight() {
        return computeCrc() == storedCrc();
    }

    private int computeCrc() {
        // Absolute positions of our own, so that the shared buffer's are left alone; the slice is scalar-replaced by
        // C2.
        crc.reset();
        crc.update(bytes.slice(at + ATTRIBUTES, size() - ATTRIBUTES));
        return (int) crc.getValue();
    }

    /** Gives the batch its place in the log. Outside the checksum, so nothing is computed anew. */
    public void place(long baseOffset, int leaderEpoch) {
        bytes.putLong(at, baseOffset);
        bytes.putInt(at + LEADER_EPOCH, leaderEpoch);
    }

    /** Sets the kind of timestamp and the largest one; computes the checksum anew when either changes. */
    public void stamp(boolean logAppendTime, long maxTimestampMs) {
        if (logAppendTime == logAppendTime() && maxTimestampMs == maxTimestamp()) return;
        int attributes = logAppendTime ? attributes() | LOG_APPEND_TIME : attributes() & ~LOG_APPEND_TIME;
        bytes.putShort(at + ATTRIBUTES, (short) attributes);
        bytes.putLong(at + MAX_TIMESTAMP, maxTimestampMs);
        seal();
    }

    /** Writes the checksum of what stands there now. */
    void seal() {
        bytes.putInt(at + CRC, computeCrc());
    }

    /** Writes all header fields of a new batch but the checksum, which {@link #seal} adds. */
    void write(BatchBuilder b, int size, int attributes, int count) {
        bytes.putLong(at, b.baseOffset).putInt(at + LENGTH, size - PREFIX_BYTES)
                .putInt(at + LEADER_EPOCH, b.leaderEpoch)
                .put(at + MAGIC_AT, MAGIC).putShort(at + ATTRIBUTES, (short) attributes)
                .putInt(at + LAST_OFFSET_DELTA, b.lastOffsetDelta).putLong(at + BASE_TIMESTAMP, b.baseTimestamp)
                .putLong(at + MAX_TIMESTAMP, b.maxTimestamp).putLong(at + PRODUCER_ID, b.producerId)
                .putShort(at + PRODUCER_EPOCH, b.producerEpoch).putInt(at + BASE_SEQUENCE, b.baseSequence)
                .putInt(at + COUNT, count);
    }

    @Override
    public String toString() {
        return "batch(" + baseOffset() + ".." + lastOffset() + ", epoch " + leaderEpoch() + ", " + size() + " bytes)";
    }
}
