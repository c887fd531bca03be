package io.odradek.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xerial.snappy.Snappy;

/**
 * Broken batches, with their checksum made right again so that it protects nobody: either all records can be read, or
 * {@link MalformedRecords} says why not. No other exception, no endless reading, no allocation that the bytes do not
 * account for. {@code -Dfuzz.seed=N} repeats one case, {@code -Dfuzz.cases=N} runs more.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BatchFuzz {
    private static final int CASES = Integer.getInteger("fuzz.cases", 30_000);
    /** lz4 frames may claim blocks of 4 MiB, for which both buffers are made at once. */
    private static final long MOST_BYTES = 16L << 20;
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    @Test
    void whateverComesIsReadOrRefused() {
        long only = Long.getLong("fuzz.seed", -1);
        int refused = 0;
        for (long seed = only < 0 ? 0 : only; seed < (only < 0 ? CASES : only + 1); seed++) {
            Allocated allocated = new Allocated();
            byte[] bytes = mutated(new Random(seed));
            try {
                read(bytes);
            } catch (MalformedRecords e) {
                refused++;
                assertThat(e.code()).as("seed " + seed).isNotNull();
            } catch (Throwable t) {
                throw new AssertionError("seed " + seed + ": " + t, t);
            }
            assertThat(allocated.bytes()).as("bytes allocated with seed " + seed).isLessThan(MOST_BYTES);
        }
        if (only < 0) assertThat(refused).isBetween(CASES / 5, CASES);
    }

    private static void read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        BatchView view = new BatchView();
        try (RecordCursor cursor = new RecordCursor()) {
            for (int at = 0; BatchView.wholeAt(buffer, at, bytes.length); at = view.end()) {
                view.on(buffer, at);
                cursor.open(view);
                while (cursor.next()) {
                    ByteBuffer key = cursor.key();
                    ByteBuffer value = cursor.value();
                    assertThat(key == null || key.remaining() <= cursor.size()).isTrue();
                    assertThat(value == null || value.remaining() <= cursor.size()).isTrue();
                    assertThat(cursor.headers()).hasSize(cursor.headerCount());
                    if (view.control()) EndMarker.of(cursor);
                }
                assertThat(view.toString()).isNotEmpty();
            }
        }
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = some(random);
        int changes = random.nextInt(4) + 1;
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(64));
                case 4 -> fill(random, bytes, BatchView.HEADER_BYTES);
                case 5 -> number(random, bytes, random.nextInt(Math.min(bytes.length, BatchView.HEADER_BYTES)));
                case 6 -> number(random, bytes, at);
                default -> fill(random, bytes, at);
            }
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean batch = BatchView.wholeAt(buffer, 0, bytes.length);
        if (batch && random.nextInt(8) > 0) new BatchView().on(buffer, 0).seal();
        return bytes;
    }

    private static void fill(Random random, byte[] bytes, int from) {
        int to = Math.min(bytes.length, from + 1 + random.nextInt(16));
        for (int i = from; i < to; i++) bytes[i] = (byte) random.nextInt(256);
    }

    /** One of the numbers that break things. */
    private static void number(Random random, byte[] bytes, int at) {
        int[] nasty = {-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0xffff, -128};
        if (at + Integer.BYTES <= bytes.length) {
            ByteBuffer.wrap(bytes).putInt(at, nasty[random.nextInt(nasty.length)]);
        }
    }

    private static byte[] some(Random random) {
        Codec codec = Codec.values()[random.nextInt(5)];
        if (random.nextInt(20) == 0) {
            return bytes(new EndMarker(random.nextBoolean(), 3).batch(HEAP, 5, 7, (short) 1));
        }
        try (BatchBuilder builder = new BatchBuilder(HEAP, codec, codec.defaultLevel())) {
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                byte[] value = new byte[random.nextInt(300)];
                if (random.nextBoolean()) random.nextBytes(value);
                ByteBuffer key = random.nextInt(4) == 0 ? null : utf8("key" + i);
                List<Header> headers = random.nextInt(3) > 0 ? List.of()
                        : List.of(new Header("h", utf8("x")), new Header("n", null));
                builder.append(1_000 + i, key, random.nextInt(6) == 0 ? null : ByteBuffer.wrap(value), headers);
            }
            return bytes(count == 0 ? builder.emptyAt(5).lastOffset(3).build() : builder.build());
        }
    }

    private static byte[] bytes(ByteBuf built) {
        byte[] bytes = new byte[built.readableBytes()];
        built.readBytes(bytes).release();
        return bytes;
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFewBytesOfSnappyThatClaimGigabytesAreRefused() throws IOException {
        ByteBuffer framed = ByteBuffer.allocate(40).put(new byte[] {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0})
                .putInt(1).putInt(1);
        refusedWithoutRoom(framed.duplicate().putInt(500 << 20).flip());
        // A block of eight bytes whose first five say that it holds 2 GiB less one byte.
        byte[] claim = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0, 0, 0};
        refusedWithoutRoom(framed.putInt(claim.length).put(claim).flip());
        refusedWithoutRoom(ByteBuffer.wrap(claim));
        byte[] bare = Snappy.compress("what librdkafka sends".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(new SnappyInput(ByteBuffer.wrap(bare)).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("what librdkafka sends");
    }

    private static void refusedWithoutRoom(ByteBuffer compressed) {
        Allocated allocated = new Allocated();
        assertThatThrownBy(() -> new SnappyInput(compressed).readAllBytes()).isInstanceOf(IOException.class);
        assertThat(allocated.bytes()).isLessThan(1 << 20);
    }
}
