package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.record.Allocated;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.MalformedRecords;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every file of a data directory, broken in every way: segments, the three indexes, producer snapshots, the leader
 * epochs, all checkpoints, {@code partition.metadata}, {@code meta.properties}. Opening either works or says clearly
 * why not ({@link LogFailure}); where no segment itself and no log start was broken, it works with every record.
 * {@code -Dfuzz.seed=N} repeats one case, {@code -Dfuzz.cases=N} runs more.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LogFilesFuzz {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);
    /** The directories written here hold some 20 KB; the simulated disk copies whole files at each write. */
    private static final long MOST_BYTES = 256L << 20;
    private static final Path DATA = Path.of("/data");

    @Test
    void brokenFilesAreRebuiltOrRefused() {
        long only = Long.getLong("fuzz.seed", -1);
        long refused = LongStream.range(only < 0 ? 0 : only, only < 0 ? CASES : only + 1).parallel().filter(seed -> {
            try {
                return !new Case(seed).run();
            } catch (Throwable t) {
                throw new AssertionError("seed " + seed + ": " + t, t);
            }
        }).count();
        if (only < 0) assertThat(refused).isBetween(1L, CASES / 2L);
    }

    private static final class Case {
        private final Random random;
        private final SimDisk disk;
        private final TestWorld world;
        private final Map<String, String> broker = Map.of("log.segment.delete.delay.ms", "0");
        private List<String> written;
        /** Segments or the log's start were broken: records may be missing then. */
        private boolean mayLose;

        Case(long seed) {
            random = new Random(seed * 13);
            disk = new SimDisk(random);
            world = new TestWorld(disk);
            world.overrides.put("t", Map.of("segment.bytes", "900", "index.interval.bytes", "150"));
        }

        /** False when the directory was refused. */
        boolean run() throws IOException {
            write();
            StringBuilder broken = new StringBuilder();
            int files = 1 + random.nextInt(3);
            for (int i = 0; i < files; i++) broken.append(' ').append(breakOne());
            Allocated allocated = new Allocated();
            boolean opened;
            try {
                opened = open();
            } catch (LogFailure e) {
                assertThat(e.getMessage()).isNotBlank();
                opened = false;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("broken:" + broken, e);
            }
            assertThat(allocated.bytes()).as("broken:" + broken).isLessThan(MOST_BYTES);
            return opened;
        }

        private void write() {
            LogDirectories logs = world.directories(DATA, broker).start();
            PartitionLog log = logs.open("t", 0, new Uuid(1, 1), true);
            int[] sequences = new int[3];
            for (int i = 0; i < 30; i++) {
                int producer = random.nextInt(3);
                AppendOptions options = new AppendOptions(i / 8, AppendOptions.Origin.COORDINATOR);
                boolean end = producer > 0 && sequences[producer] > 0 && random.nextInt(4) == 0;
                TestWorld.append(log, options, end ? marker(producer) : batch(producer, sequences));
            }
            log.highWatermark(log.logEndOffset());
            if (random.nextBoolean()) log.advanceLogStartOffset(random.nextInt(5));
            written = TestWorld.records(log, log.logStartOffset());
            if (random.nextInt(3) > 0) {
                logs.close();
            } else {
                logs.checkpointRecoveryPoints();
                logs.checkpointStartOffsets();
                logs.abandon();
            }
        }

        private ByteBuf marker(int producer) {
            return new EndMarker(random.nextBoolean(), 1).batch(ByteBufAllocator.DEFAULT, world.nowMs++, producer,
                    (short) 0);
        }

        private ByteBuf batch(int producer, int[] sequences) {
            try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT, Codec.values()[random.nextInt(5)],
                    3)) {
                int count = 1 + random.nextInt(3);
                if (producer > 0) builder.producer(producer, (short) 0, sequences[producer]).transactional();
                sequences[producer] += count;
                for (int i = 0; i < count; i++) {
                    builder.append(world.nowMs++, TestWorld.bytes("k"), TestWorld.bytes("v" + random.nextInt(1000)));
                }
                return builder.build();
            }
        }

        private String breakOne() throws IOException {
            List<Path> all = new ArrayList<>();
            for (Path each : disk.list(DATA)) {
                if (disk.isDirectory(each)) all.addAll(disk.list(each));
                else all.add(each);
            }
            all.sort(null);
            Path file = all.get(random.nextInt(all.size()));
            String name = file.getFileName().toString();
            mayLose |= name.endsWith(".log") || name.startsWith(Checkpoint.LOG_START_OFFSET);
            if (random.nextInt(12) == 0) {
                disk.delete(file);
                return "deleted " + name;
            }
            disk.replace(file, broken(disk.read(file)));
            return name;
        }

        private byte[] broken(byte[] was) {
            if (was.length == 0 || random.nextInt(10) == 0) {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                return noise;
            }
            byte[] bytes = was;
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
                case 2 -> Arrays.fill(bytes, at, bytes.length, (byte) 0);
                case 3 -> bytes[at] = (byte) ('0' + random.nextInt(11));
                case 4 -> number(bytes, at);
                case 5 -> bytes[at] = '\\';
                default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }

        private void number(byte[] bytes, int at) {
            int[] nasty = {-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30};
            int where = Math.min(at, bytes.length - Integer.BYTES);
            if (where >= 0) ByteBuffer.wrap(bytes).putInt(where, nasty[random.nextInt(nasty.length)]);
        }

        private boolean open() {
            LogDirectories logs = world.directories(DATA, broker).start();
            PartitionLog log = logs.open("t", 0, new Uuid(1, 1), false);
            if (mayLose) {
                readAsFarAsPossible(log);
            } else {
                assertThat(TestWorld.records(log, log.logStartOffset())).containsExactlyElementsOf(written);
            }
            for (long back = 0; back < 50; back += 7) log.offsetForTimestamp(world.nowMs - back);
            log.maxTimestamp();
            log.abortedTransactions(log.logStartOffset(), log.logEndOffset());
            for (int epoch = 0; epoch < 5; epoch++) log.endOffsetForEpoch(epoch);
            long end = log.logEndOffset();
            assertThat(world.append(log, "afterwards").firstOffset()).isEqualTo(end);
            log.highWatermark(end);
            log.truncateTo(Math.max(log.logStartOffset(), end - 3));
            log.retain();
            logs.close();
            return true;
        }

        private static void readAsFarAsPossible(PartitionLog log) {
            long next = log.logStartOffset();
            while (next < log.logEndOffset()) {
                ByteBuffer bytes = TestWorld.bytes(log.read(next, 1 << 20, true, log.logEndOffset()));
                long before = next;
                try {
                    next = Records.each(bytes, (batch, record) -> { });
                } catch (AssertionError | MalformedRecords corrupt) {
                    // What a client sees of it, too: the checksum or the records are wrong.
                    return;
                }
                if (next <= before) return;
            }
        }
    }
}
