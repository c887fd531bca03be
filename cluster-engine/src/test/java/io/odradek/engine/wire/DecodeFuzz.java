package io.odradek.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that are wrong in some way: every decoder gives a WireException or a message, and takes little memory. */
class DecodeFuzz {
    private static final long SEED = 7;
    private static final int MUTATIONS = 60;
    /** Strings of one byte in a list: 24 bytes of String, 24 of array, 4 of list out of 2; room for an exception. */
    private static final long MOST_PER_BYTE = 64;
    private static final long MOST_AT_ALL = 256 * 1024;

    private static final Map<String, Oracle.Entry> ALL = Oracle.entries();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @Test
    void aMessageThatEndsTooEarlyIsRefusedAtEveryLength() {
        everyVersion((e, version, random) -> {
            byte[] whole = bytes(e, version, random);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> read(e, version, cut)).as(e + " version " + version + ", " + length)
                    .isInstanceOf(WireException.class);
            }
        });
    }

    @Test
    void changedBytesGiveAMessageOrARefusal() {
        everyVersion((e, version, random) -> {
            byte[] whole = bytes(e, version, random);
            for (int i = 0; i < MUTATIONS; i++) {
                tolerate(e, version, changed(whole, random));
            }
        });
    }

    @Test
    void noiseGivesAMessageOrARefusal() {
        everyVersion((e, version, random) -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                tolerate(e, version, noise);
            }
        });
    }

    @Test
    void longFramesOfOneByteTakeNoMoreThanAMultipleOfTheirLength() {
        for (byte filler : new byte[] {0, 1, 2, 0x10, 0x7F, (byte) 0x80, (byte) 0xFF}) {
            everyVersion((e, version, random) -> {
                byte[] frame = new byte[64 * 1024];
                Arrays.fill(frame, filler);
                tolerate(e, version, frame);
            });
        }
    }

    private interface Trial {
        void run(Oracle.Entry e, short version, Random random);
    }

    private static void everyVersion(Trial trial) {
        for (Oracle.Entry e : ALL.values()) {
            for (int v = e.oldest(); v <= e.newest(); v++) {
                trial.run(e, (short) v, new Random(SEED + 31L * v + e.name().hashCode()));
            }
        }
    }

    private byte[] bytes(Oracle.Entry e, short version, Random random) {
        byte[] all;
        do {
            Map<String, Object> contents = Contents.of(e, version, random);
            all = Mirror.weWrite((Message) Mirror.filled(e.ours(), e.ours(), contents), version, allocator);
        } while (all.length > 2000);
        assertThat(allocator.metric().usedHeapMemory()).isZero();
        return all;
    }

    private static byte[] changed(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        if (changed.length == 0) {
            return changed;
        }
        int at = random.nextInt(changed.length);
        switch (random.nextInt(4)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> Arrays.fill(changed, at, Math.min(changed.length, at + 5), (byte) 0xFF);
            case 2 -> Arrays.fill(changed, at, Math.min(changed.length, at + 4), (byte) 0x7F);
            default -> changed[at] = (byte) random.nextInt();
        }
        return changed;
    }

    private static void read(Oracle.Entry e, short version, byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        e.fresh().read(in, version);
    }

    private static void tolerate(Oracle.Entry e, short version, byte[] bytes) {
        long most = MOST_AT_ALL + MOST_PER_BYTE * bytes.length;
        // Whatever runs for the first time loads classes too: only what it takes again is the decoder's.
        if (taken(e, version, bytes) > most && taken(e, version, bytes) > most) {
            fail(e + " version " + version + " takes more than " + most + " bytes for a frame of " + bytes.length);
        }
    }

    private static long taken(Oracle.Entry e, short version, byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            read(e, version, bytes);
        } catch (WireException expected) {
            return threads.getCurrentThreadAllocatedBytes() - before;
        } catch (Throwable t) {
            fail(e + " version " + version + " of " + Arrays.toString(bytes), t);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
