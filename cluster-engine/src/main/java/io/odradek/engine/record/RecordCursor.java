package io.odradek.engine.record;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the records of a batch, one at a time, and makes no object per record. Reusable with {@link #open}.
 * What its
 * methods tell belongs to the record that {@link #next} came to last; buffers it hands out are valid until the next
 * call.
 *
 * <pre>
 * length varint | attributes int8 | timestamp delta varlong | offset delta varint
 * | key length varint, key | value length varint, value | header count varint, headers (key length, key, value length,
 * value)
 * </pre>
 */
public final class RecordCursor implements AutoCloseable {
    /**
     * A record larger than this in its uncompressed form is refused: 2^28, far above any socket.request.max.bytes in
     * use.
     */
    public static final int LARGEST_RECORD_BYTES = 1 << 28;
    private static final int FIRST_WINDOW_BYTES = 16 << 10;
    /** A varint of 32 bits takes at most five bytes. */
    private static final int VARINT_BYTES = 5;

    private BatchView batch;
    private long baseOffset;
    private long baseTimestamp;
    private long logAppendTimeMs;
    private int left;
    private ByteBuffer data;
    private int at;
    private int limit;
    private InputStream stream;
    private byte[] window;

    private int recordStart;
    private int recordEnd;
    private int offsetDelta;
    private long timestampDelta;
    private int keyField;
    private int keyAt;
    private int keyLength;
    private int valueAt;
    private int valueLength;
    private int headersAt;
    private int headerCount;

    /** Stands before the first record of the batch. The view and its bytes must stay while this is used. */
    public RecordCursor open(BatchView view) {
        close();
        batch = view;
        baseOffset = view.baseOffset();
        baseTimestamp = view.baseTimestamp();
        logAppendTimeMs = view.logAppendTime() ? view.maxTimestamp() : Long.MIN_VALUE;
        left = view.count();
        if (left < 0) throw MalformedRecords.invalid("Found invalid record count " + left + " in magic v2 batch");
        int from = view.index() + BatchView.HEADER_BYTES;
        Codec codec = view.codec();
        if (codec == Codec.NONE) {
            data = view.bytes();
            at = from;
            limit = view.end();
        } else {
            if (window == null) window = new byte[FIRST_WINDOW_BYTES];
            data = ByteBuffer.wrap(window);
            at = 0;
            limit = 0;
            stream = decoded(codec, view.bytes().slice(from, view.end() - from));
        }
        return this;
    }

    private static InputStream decoded(Codec codec, ByteBuffer compressed) {
        try {
            return codec.decode(compressed);
        } catch (IOException | RuntimeException e) {
            throw MalformedRecords.invalid("Failed to decompress record stream: " + e.getMessage());
        }
    }

    /** Goes to the next record; false after the last. Throws {@link MalformedRecords}. */
    public boolean next() {
        if (left == 0) {
            if (stream == null ? at != limit : more(1) > 0) {
                throw MalformedRecords.invalid("Incorrect declared batch size, records still remaining in file");
            }
            return false;
        }
        left--;
        recordStart = at;
        if (stream != null) more(VARINT_BYTES);
        int bytes = varint();
        if (bytes < 0 || bytes > LARGEST_RECORD_BYTES) throw MalformedRecords.invalid("Found invalid record size "
                + bytes);
        if (stream != null) more(bytes);
        if (bytes > limit - at) {
            throw MalformedRecords.invalid("Invalid record size: expected " + bytes
                    + " bytes in record payload, but instead"
                    + " the buffer has only " + (limit - at) + " remaining bytes.");
        }
        recordEnd = at + bytes;
        parse();
        at = recordEnd;
        return true;
    }

    private void parse() {
        at++; // attributes of a record mean nothing yet
        timestampDelta = varlong();
        offsetDelta = varint();
        keyField = at;
        keyLength = varint();
        keyAt = skip(keyLength);
        valueLength = varint();
        valueAt = skip(valueLength);
        headerCount = varint();
        headersAt = at;
        if (headerCount < 0) throw MalformedRecords.invalid("Found invalid number of record headers " + headerCount);
        if (headerCount > recordEnd - at) {
            throw MalformedRecords.invalid("Found invalid number of record headers. " + headerCount
                    + " is larger than the remaining size of the buffer");
        }
        for (int i = 0; i < headerCount; i++) {
            int length = varint();
            if (length < 0) throw MalformedRecords.invalid("Invalid negative header key size " + length);
            skip(length);
            skip(varint());
        }
        if (at != recordEnd) throw MalformedRecords.invalid("Found invalid record structure");
    }

    public long offset() {
        return baseOffset + offsetDelta;
    }

    public int offsetDelta() {
        return offsetDelta;
    }

    /** Milliseconds since 1970: the producer's, or the broker's where the batch says so. */
    public long timestamp() {
        return logAppendTimeMs != Long.MIN_VALUE ? logAppendTimeMs : baseTimestamp + timestampDelta;
    }

    public boolean hasKey() {
        return keyLength >= 0;
    }

    public boolean hasValue() {
        return valueLength >= 0;
    }

    /** Null when the record has none. */
    public ByteBuffer key() {
        return keyLength < 0 ? null : data.slice(keyAt, keyLength);
    }

    /** Null when the record has none (a tombstone). */
    public ByteBuffer value() {
        return valueLength < 0 ? null : data.slice(valueAt, valueLength);
    }

    public int headerCount() {
        return headerCount;
    }

    public List<Header> headers() {
        if (headerCount == 0) return List.of();
        List<Header> headers = new ArrayList<>(headerCount);
        int keep = at;
        at = headersAt;
        for (int i = 0; i < headerCount; i++) {
            int length = varint();
            byte[] name = new byte[length];
            data.get(at, name);
            at += length;
            int size = varint();
            headers.add(new Header(new String(name, StandardCharsets.UTF_8), size < 0 ? null : data.slice(at, size)));
            at += Math.max(size, 0);
        }
        at = keep;
        return headers;
    }

    /** Bytes of this record, its length field included. */
    public int size() {
        return recordEnd - recordStart;
    }

    /** False where neither key, value nor headers of the record can have these bytes. */
    public boolean mayHold(Needle needle) {
        return !data.hasArray()
                || needle.in(data.array(), data.arrayOffset() + keyField, data.arrayOffset() + recordEnd);
    }

    /**
     * Key, value and headers with their lengths, as they stand in the record: they do not depend on its place in a
     * batch.
     */
    ByteBuffer body() {
        return data.slice(keyField, recordEnd - keyField);
    }

    /** Frees what decompression holds; {@link #open} does so too. */
    @Override
    public void close() {
        if (stream == null) return;
        try {
            stream.close();
        } catch (IOException e) {
            throw MalformedRecords.invalid("Failed to decompress record stream: " + e.getMessage());
        } finally {
            stream = null;
        }
    }

    /** Makes so many bytes ready in the window where the stream has them; returns how many are. */
    private int more(int wanted) {
        if (limit - at >= wanted) return limit - at;
        if (at > 0) {
            // What was handed out of the record before is void now; the record's own start moves with it.
            System.arraycopy(window, at, window, 0, limit - at);
            limit -= at;
            recordStart -= at;
            at = 0;
        }
        try {
            while (limit < wanted) {
                // Grown by what has come, not by what was claimed.
                if (limit == window.length) grow();
                int count = stream.read(window, limit, window.length - limit);
                if (count < 0) break;
                limit += count;
            }
        } catch (EOFException e) {
            throw MalformedRecords.invalid("Failed to decompress record stream: it ends too early");
        } catch (IOException | RuntimeException e) {
            throw MalformedRecords.invalid("Failed to decompress record stream: " + e.getMessage());
        }
        return limit;
    }

    private void grow() {
        window = Arrays.copyOf(window, window.length * 2);
        data = ByteBuffer.wrap(window);
    }

    private int skip(int length) {
        int from = at;
        if (length > 0) {
            if (length > recordEnd - at) throw MalformedRecords.invalid("Found invalid record structure");
            at += length;
        }
        return from;
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = one();
            value |= (b & 0x7f) << shift;
            if (b >= 0) return value >>> 1 ^ -(value & 1);
        }
        throw MalformedRecords.invalid("Varint is too long");
    }

    private long varlong() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = one();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) return value >>> 1 ^ -(value & 1);
        }
        throw MalformedRecords.invalid("Varlong is too long");
    }

    private int one() {
        if (at >= limit) throw MalformedRecords.invalid("Found invalid record structure");
        return data.get(at++);
    }
}
