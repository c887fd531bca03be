package io.odradek.engine.record;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * The end of a transaction in a partition: the one record of a control batch. Key: version int16, type int16 (0 abort,
 * 1 commit); value: version int16, coordinator epoch int32.
 */
public record EndMarker(boolean commit, int coordinatorEpoch) {
    private static final int KEY_BYTES = 4;
    private static final int VALUE_BYTES = 6;

    /** A batch with this marker; the caller releases it. */
    public ByteBuf batch(ByteBufAllocator allocator, long nowMs, long producerId, short producerEpoch) {
        ByteBuffer key = ByteBuffer.allocate(KEY_BYTES).putShort((short) 0).putShort((short) (commit ? 1 : 0)).flip();
        ByteBuffer value = ByteBuffer.allocate(VALUE_BYTES).putShort((short) 0).putInt(coordinatorEpoch).flip();
        try (BatchBuilder builder = new BatchBuilder(allocator)) {
            return builder.producer(producerId, producerEpoch, BatchView.NO_SEQUENCE).transactional().control()
                    .append(nowMs, key, value).build();
        }
    }

    /** The marker of a control record; null when the record is another kind of control record. */
    public static EndMarker of(RecordCursor record) {
        ByteBuffer key = record.key();
        ByteBuffer value = record.value();
        if (key == null || key.remaining() < KEY_BYTES) throw MalformedRecords.invalid("Invalid control record key");
        int type = key.getShort(2);
        if (type != 0 && type != 1) return null;
        if (value == null || value.remaining() < VALUE_BYTES) throw MalformedRecords.invalid(
                "Invalid end marker value");
        return new EndMarker(type == 1, value.getInt(2));
    }
}
