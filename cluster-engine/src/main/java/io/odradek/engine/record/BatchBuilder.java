package io.odradek.engine.record;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Builds one batch of format 2. Records are gathered uncompressed and compressed by {@link #build}. Not reusable.
 * {@link #close} frees the gathered bytes; the built batch belongs to the caller.
 */
public final class BatchBuilder implements AutoCloseable {
    private final ByteBufAllocator allocator;
    private final Codec codec;
    private final int level;
    private final ByteBuf records;
    private int count;
    private int attributes;
    private boolean based;

    long baseOffset;
    int leaderEpoch = -1;
    int lastOffsetDelta = -1;
    long baseTimestamp = BatchView.NO_TIMESTAMP;
    long maxTimestamp = BatchView.NO_TIMESTAMP;
    long producerId = BatchView.NO_PRODUCER_ID;
    short producerEpoch = -1;
    int baseSequence = BatchView.NO_SEQUENCE;

    public BatchBuilder(ByteBufAllocator allocator) {
        this(allocator, Codec.NONE, 0);
    }

    public BatchBuilder(ByteBufAllocator allocator, Codec codec, int level) {
        this.allocator = allocator;
        this.codec = codec;
        this.level = level;
        this.records = allocator.buffer(512);
        this.attributes = codec.ordinal();
    }

    public BatchBuilder place(long offset, int epoch) {
        baseOffset = offset;
        leaderEpoch = epoch;
        return this;
    }

    public BatchBuilder producer(long id, short epoch, int sequence) {
        producerId = id;
        producerEpoch = epoch;
        baseSequence = sequence;
        return this;
    }

    public BatchBuilder transactional() {
        attributes |= BatchView.TRANSACTIONAL;
        return this;
    }

    public BatchBuilder control() {
        attributes |= BatchView.CONTROL;
        return this;
    }

    /** All records get this time, the broker's. */
    public BatchBuilder logAppendTime(long nowMs) {
        attributes |= BatchView.LOG_APPEND_TIME;
        maxTimestamp = nowMs;
        return this;
    }

    /** Records keep their own times, whatever was said before. */
    public BatchBuilder createTime() {
        attributes &= ~BatchView.LOG_APPEND_TIME;
        maxTimestamp = BatchView.NO_TIMESTAMP;
        return this;
    }

    /** When tombstones and markers in it may go. Before the first record. */
    public BatchBuilder deleteHorizon(long ms) {
        attributes |= BatchView.DELETE_HORIZON;
        baseTimestamp = ms;
        based = true;
        return this;
    }

    /** Takes identity, place, times and kind of another batch, but not its codec, records or delete horizon. */
    public BatchBuilder like(BatchView other) {
        place(other.baseOffset(), other.leaderEpoch());
        producer(other.producerId(), other.producerEpoch(), other.baseSequence());
        int kept = BatchView.TRANSACTIONAL | BatchView.CONTROL | BatchView.LOG_APPEND_TIME;
        attributes = attributes & ~kept | other.attributes() & kept;
        if (other.logAppendTime()) maxTimestamp = other.maxTimestamp();
        return this;
    }

    /** Keys and values may be null; their positions are left alone. */
    public BatchBuilder append(long timestampMs, ByteBuffer key, ByteBuffer value, List<Header> headers) {
        int size = Varint.size(key == null ? -1 : key.remaining()) + (key == null ? 0 : key.remaining())
                + Varint.size(value == null ? -1 : value.remaining()) + (value == null ? 0 : value.remaining())
                + Varint.size(headers.size());
        byte[][] names = new byte[headers.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = headers.get(i).key().getBytes(StandardCharsets.UTF_8);
            ByteBuffer v = headers.get(i).value();
            size += Varint.size(names[i].length) + names[i].length + Varint.size(v == null ? -1 : v.remaining())
                    + (v == null ? 0 : v.remaining());
        }
        begin(lastOffsetDelta + 1, timestampMs, size);
        field(key);
        field(value);
        Varint.write(records, names.length);
        for (int i = 0; i < names.length; i++) {
            Varint.write(records, names[i].length);
            records.writeBytes(names[i]);
            field(headers.get(i).value());
        }
        return this;
    }

    public BatchBuilder append(long timestampMs, ByteBuffer key, ByteBuffer value) {
        return append(timestampMs, key, value, List.of());
    }

    /** Copies the cursor's record with this offset delta, which must be larger than the last one. */
    public BatchBuilder copy(RecordCursor record, int offsetDelta) {
        ByteBuffer body = record.body();
        begin(offsetDelta, record.timestamp(), body.remaining());
        records.writeBytes(body);
        return this;
    }

    /** Keeps the offsets after the last record taken, as compaction does. */
    public BatchBuilder lastOffset(long offset) {
        lastOffsetDelta = (int) (offset - baseOffset);
        return this;
    }

    /** For a batch without records: the largest time of those it had. */
    public BatchBuilder emptyAt(long timestampMs) {
        baseTimestamp = timestampMs;
        maxTimestamp = timestampMs;
        return this;
    }

    private void begin(int offsetDelta, long timestampMs, int bodySize) {
        if (!based) {
            baseTimestamp = timestampMs;
            based = true;
        }
        if ((attributes & BatchView.LOG_APPEND_TIME) == 0) maxTimestamp = Math.max(maxTimestamp, timestampMs);
        long timestampDelta = timestampMs - baseTimestamp;
        Varint.write(records, 1 + Varint.size(timestampDelta) + Varint.size(offsetDelta) + bodySize);
        records.writeByte(0);
        Varint.write(records, timestampDelta);
        Varint.write(records, offsetDelta);
        lastOffsetDelta = offsetDelta;
        count++;
    }

    private void field(ByteBuffer bytes) {
        Varint.write(records, bytes == null ? -1 : bytes.remaining());
        if (bytes != null) records.writeBytes(bytes.duplicate());
    }

    public int count() {
        return count;
    }

    /** Size in bytes that the batch has, or would have uncompressed. */
    public int size() {
        return BatchView.HEADER_BYTES + records.readableBytes();
    }

    /** The batch, with its checksum. The caller releases it. */
    public ByteBuf build() {
        ByteBuf out = allocator.buffer(size());
        out.writeZero(BatchView.HEADER_BYTES);
        if (codec == Codec.NONE) {
            out.writeBytes(records, records.readerIndex(), records.readableBytes());
        } else {
            try (OutputStream compressed = codec.encode(new ByteBufOutputStream(out), level)) {
                records.getBytes(records.readerIndex(), compressed, records.readableBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("compressing into memory", e);
            }
        }
        BatchView view = new BatchView().on(out.nioBuffer(), 0);
        view.write(this, out.readableBytes(), attributes, count);
        view.seal();
        return out;
    }

    @Override
    public void close() {
        records.release();
    }
}
