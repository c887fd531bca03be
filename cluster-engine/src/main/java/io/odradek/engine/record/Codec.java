package io.odradek.engine.record;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;
import org.xerial.snappy.SnappyOutputStream;

/** The compression of a batch's records. The ordinal is the number in the batch's attributes. */
public enum Codec {
    NONE("uncompressed", 0), GZIP("gzip", Deflater.DEFAULT_COMPRESSION), SNAPPY("snappy", 0), LZ4("lz4", 9),
            ZSTD("zstd", 3);

    private static final Codec[] ALL = values();
    private static final int GZIP_BUFFER_BYTES = 8 << 10;
    /** What Kafka writes; its reader allows linked blocks in no frame, so blocks stand alone. */
    private static final LZ4FrameOutputStream.BLOCKSIZE LZ4_BLOCK = LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB;
    /** lz4-java tells fast and high compression apart; Kafka's levels 1 to 17 mean high compression from 2 on. */
    private static final int LZ4_DEFAULT_LEVEL = 9;

    private final String configName;
    private final int defaultLevel;

    Codec(String configName, int defaultLevel) {
        this.configName = configName;
        this.defaultLevel = defaultLevel;
    }

    /** As compression.type names it. */
    public String configName() {
        return configName;
    }

    public int defaultLevel() {
        return defaultLevel;
    }

    static Codec of(int number) {
        if (number >= ALL.length) throw MalformedRecords.invalid("Unknown compression type id: " + number);
        return ALL[number];
    }

    /** The codec that compression.type names; null for "producer". */
    public static Codec named(String name) {
        for (Codec codec : ALL) {
            if (codec.configName.equals(name)) return codec;
        }
        return null;
    }

    /**
     * A stream of the bytes behind the compressed ones. It may fail at any read with an IOException or a
     * RuntimeException.
     */
    InputStream decode(ByteBuffer compressed) throws IOException {
        InputStream in = new BufferInput(compressed);
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, GZIP_BUFFER_BYTES);
            case SNAPPY -> new SnappyInput(compressed);
            case LZ4 -> new LZ4FrameInputStream(in, LZ4Factory.fastestInstance().safeDecompressor(),
                    XXHashFactory.fastestInstance().hash32());
            case ZSTD -> new ZstdInputStreamNoFinalizer(in, RecyclingBufferPool.INSTANCE);
        };
    }

    OutputStream encode(OutputStream out, int level) {
        try {
            return switch (this) {
                case NONE -> out;
                case GZIP -> new GZIPOutputStream(out, GZIP_BUFFER_BYTES) {
                    {
                        def.setLevel(level);
                    }
                };
                case SNAPPY -> new SnappyOutputStream(out);
                case LZ4 -> new LZ4FrameOutputStream(out, LZ4_BLOCK, -1L, level == LZ4_DEFAULT_LEVEL
                        ? LZ4Factory.fastestInstance().fastCompressor()
                                : LZ4Factory.fastestInstance().highCompressor(level),
                        XXHashFactory.fastestInstance().hash32(), LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE);
                case ZSTD -> new ZstdOutputStreamNoFinalizer(out, RecyclingBufferPool.INSTANCE, level);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("compressing into memory", e);
        }
    }

    /** Reads a buffer's remaining bytes without moving its position. */
    private static final class BufferInput extends InputStream {
        private final ByteBuffer from;
        private int at;

        BufferInput(ByteBuffer from) {
            this.from = from;
            this.at = from.position();
        }

        @Override
        public int read() {
            return at < from.limit() ? from.get(at++) & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = Math.min(length, from.limit() - at);
            if (count <= 0) return length == 0 ? 0 : -1;
            from.get(at, into, offset, count);
            at += count;
            return count;
        }

        @Override
        public int available() {
            return from.limit() - at;
        }
    }
}
