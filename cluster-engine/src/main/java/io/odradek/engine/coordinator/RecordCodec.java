package io.odradek.engine.coordinator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Bytes of the internal topics' records, both ways.
 *
 * <pre>
 * key:   int16 record type | key message at version 0
 * value: int16 version     | value message at that version      (no value: tombstone)
 * </pre>
 *
 * Records of a type that is not known are skipped, as Kafka does, so that newer brokers may write them.
 */
public final class RecordCodec {
    /** Records are copied into a batch at once, so they are better off on the heap. */
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    private record Type(Supplier<Message> key, Supplier<Message> value) {}

    private final Map<Short, Type> types = new HashMap<>();

    /** Adds a record type; returns this. */
    public RecordCodec with(short type, Supplier<Message> key, Supplier<Message> value) {
        types.put(type, new Type(key, value));
        return this;
    }

    /** One entry per record, in order; offsets and times are given by the log. */
    List<Batch.Entry> encode(List<LogRecord> records) {
        List<Batch.Entry> entries = new ArrayList<>(records.size());
        for (LogRecord r : records) {
            byte[] key = bytes(Frames.recordKey(r.type(), r.key(), HEAP));
            byte[] value = r.value() == null ? null
                    : bytes(Frames.recordValue(r.valueVersion(), r.value(), HEAP));
            entries.add(new Batch.Entry(-1, -1, key, value));
        }
        return entries;
    }

    /** As {@link #decode(byte[], byte[])}. */
    LogRecord decode(Batch.Entry entry) {
        return decode(entry.key(), entry.value());
    }

    /**
     * Null where the type is not known.
     *
     * @throws io.odradek.engine.wire.WireException when the bytes are not what their type says
     */
    public LogRecord decode(byte[] keyBytes, byte[] valueBytes) {
        if (keyBytes == null || keyBytes.length < Short.BYTES) return null;
        ByteBuf key = Unpooled.wrappedBuffer(keyBytes);
        short id = key.readShort();
        Type type = types.get(id);
        if (type == null) return null;
        Message k = type.key.get();
        k.read(key, (short) 0);
        if (valueBytes == null) return new LogRecord(id, k, null, (short) 0);
        ByteBuf value = Unpooled.wrappedBuffer(valueBytes);
        short version = value.readShort();
        Message v = type.value.get();
        v.read(value, version);
        return new LogRecord(id, k, v, version);
    }

    private static byte[] bytes(ByteBuf buf) {
        try {
            return ByteBufUtil.getBytes(buf);
        } finally {
            buf.release();
        }
    }
}
