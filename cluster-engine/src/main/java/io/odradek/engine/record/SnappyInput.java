package io.odradek.engine.record;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/**
 * Uncompresses what snappy-java writes (a header, then blocks with their lengths) and what librdkafka may write (one
 * bare block). Unlike snappy-java's own stream it believes no length before it was held against the bytes that are
 * there: a few bytes that claim gigabytes are refused instead of allocated.
 *
 * <pre>
 * 0x82 "SNAPPY" 0x00 | version int32 | compatible version int32 | blocks: length int32, snappy block
 * </pre>
 */
final class SnappyInput extends InputStream {
    private static final byte[] MAGIC = {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
    private static final int HEADER_BYTES = MAGIC.length + 8;
    /** What a copy element of 3 bytes brings at most is 64 bytes; 32 to 1 is above whatever a block can reach. */
    private static final int LARGEST_RATIO = 32;
    /** So that the ratio does not refuse tiny blocks. */
    private static final int SMALL_BYTES = 64;

    private final byte[] compressed;
    private int at;
    private boolean framed;
    private byte[] block = new byte[0];
    private int from;
    private int to;

    SnappyInput(ByteBuffer in) {
        compressed = new byte[in.remaining()];
        in.get(in.position(), compressed);
        framed = header();
    }

    private boolean header() {
        if (compressed.length - at < HEADER_BYTES) return false;
        for (int i = 0; i < MAGIC.length; i++) if (compressed[at + i] != MAGIC[i]) return false;
        at += HEADER_BYTES;
        return true;
    }

    @Override
    public int read() throws IOException {
        return ready() ? block[from++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (!ready()) return -1;
        int count = Math.min(length, to - from);
        System.arraycopy(block, from, into, offset, count);
        from += count;
        return count;
    }

    private boolean ready() throws IOException {
        while (from == to) {
            if (at == compressed.length) return false;
            if (framed) next();
            else take(compressed.length);
        }
        return true;
    }

    private void next() throws IOException {
        // Streams that were put one after the other have their headers in between.
        if (header()) return;
        if (compressed.length - at < Integer.BYTES) throw new EOFException("a snappy block's length is cut short");
        int length = ByteBuffer.wrap(compressed).getInt(at);
        at += Integer.BYTES;
        if (length < 0 || length > compressed.length - at) {
            throw new EOFException("a snappy block claims " + length + " of " + (compressed.length - at) + " bytes");
        }
        take(length);
    }

    private void take(int length) throws IOException {
        int size = length == 0 ? 0 : Snappy.uncompressedLength(compressed, at, length);
        if (size < 0 || size > (long) length * LARGEST_RATIO + SMALL_BYTES) {
            throw new IOException("a snappy block of " + length + " bytes claims to hold " + size);
        }
        if (block.length < size) block = new byte[size];
        to = length == 0 ? 0 : Snappy.uncompress(compressed, at, length, block, 0);
        from = 0;
        at += length;
    }

    @Override
    public int available() {
        return to - from;
    }
}
