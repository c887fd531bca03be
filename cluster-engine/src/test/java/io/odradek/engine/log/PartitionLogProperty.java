package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of operations, power failures among them, against a simple model. The seed of a failing sequence is
 * told;
 * {@code -Dlog.property.seed=N} runs that one alone, {@code -Dlog.property.sequences=N} runs more.
 */
class PartitionLogProperty {
    private static final int SEQUENCES = Integer.getInteger("log.property.sequences", 10_000);
    private static final boolean TRACE = Boolean.getBoolean("log.property.trace");
    private static final Path DATA = Path.of("/data");

    @Test
    void theLogAgreesWithAModel() {
        Long only = Long.getLong("log.property.seed");
        if (only != null) {
            new Sequence(only).run();
            return;
        }
        LongStream.rangeClosed(1, SEQUENCES).parallel().forEach(seed -> {
            try {
                new Sequence(seed).run();
            } catch (Throwable t) {
                throw new AssertionError("seed " + seed + ": " + t.getMessage(), t);
            }
        });
    }

    private static final class Sequence {
        private final Random random;
        private final SimDisk disk;
        private final TestWorld world;
        private final Map<String, String> broker;
        private final TreeMap<Long, String> model = new TreeMap<>();
        private final TreeMap<Long, Integer> epochs = new TreeMap<>();
        private LogDirectories logs;
        private PartitionLog log;
        private long end;
        private long start;
        /** Below this, nothing may be lost. */
        private long durable;
        private int epoch;
        private int sequence;

        Sequence(long seed) {
            random = new Random(seed * 31);
            disk = new SimDisk(random);
            world = new TestWorld(disk);
            broker = new HashMap<>(Map.of("log.segment.delete.delay.ms", "0", "log.index.size.max.bytes",
                    "" + (36 + random.nextInt(200))));
            world.overrides.put("t", Map.of("segment.bytes", "" + (300 + random.nextInt(1500)), "index.interval.bytes",
                    "" + random.nextInt(300), "retention.bytes",
                            "" + (random.nextBoolean() ? -1 : 500 + random.nextInt(3000)),
                    "preallocate", "" + random.nextBoolean(),
                    "flush.messages", "" + (random.nextInt(3) == 0 ? 1 + random.nextInt(20) : Long.MAX_VALUE)));
            reopen();
        }

        void run() {
            int steps = 5 + random.nextInt(40);
            for (int i = 0; i < steps; i++) {
                step();
                if (TRACE) System.out.println(i + ": " + log.logStartOffset() + ".." + end + " durable " + durable
                        + " recovery " + log.recoveryPoint() + " segments " + log.segments().all());
                disk.nowMs = world.nowMs;
                durable = Math.max(durable, log.recoveryPoint());
                assertThat(log.logEndOffset()).as("end").isEqualTo(end);
            }
            check(start);
        }

        private void step() {
            int choice = random.nextInt(100);
            if (TRACE) System.out.println("choice " + choice);
            if (choice < 55) append();
            else if (choice < 65) check(start + random.nextInt((int) (end - start) + 1));
            else if (choice < 70) truncate();
            else if (choice < 75) retain();
            else if (choice < 78) deleteRecords();
            else if (choice < 82) log.flush();
            else if (choice < 86) closeAndReopen();
            else if (choice < 90) kill();
            else if (choice < 95) crash();
            else if (choice < 97) fillUp();
            else if (choice < 98) times();
            else if (choice < 99) cutShort();
            else holdDisk();
        }

        /** From here on flushes wait, or go on. */
        private void holdDisk() {
            world.releaseDisk();
            world.holdDisk = !world.holdDisk;
        }

        private void append() {
            if (random.nextInt(10) == 0) epoch++;
            int count = 1 + random.nextInt(5);
            long first = end;
            int next = sequence;
            try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT,
                    Codec.values()[random.nextInt(5)], 3)) {
                builder.producer(42, (short) 0, next);
                for (int i = 0; i < count; i++) {
                    String value = "v" + random.nextInt(1 << random.nextInt(30));
                    world.nowMs += random.nextInt(50);
                    builder.append(world.nowMs - random.nextInt(100), TestWorld.bytes("k"), TestWorld.bytes(value));
                    epochs.put(end, epoch);
                    model.put(end++, value);
                }
                send(builder.build(), first);
                sequence = next + count;
            }
        }

        private void send(ByteBuf batch, long first) {
            AppendOptions options = new AppendOptions(epoch, AppendOptions.Origin.CLIENT);
            try {
                Appended appended = TestWorld.append(log, options, batch.retainedDuplicate());
                assertThat(appended.firstOffset()).isEqualTo(first);
                if (random.nextInt(5) == 0) {
                    batch.setLong(0, 0);
                    assertThat(TestWorld.append(log, options, batch.retainedDuplicate()).firstOffset())
                            .as("duplicate").isEqualTo(first);
                }
            } finally {
                batch.release();
            }
        }

        private void check(long from) {
            List<String> expected = model.tailMap(from).entrySet().stream()
                    .map(e -> e.getKey() + ":k=" + e.getValue()).toList();
            assertThat(TestWorld.records(log, from)).as("records from " + from).isEqualTo(expected);
            checkEpochs();
        }

        /** Each epoch that left records ends where the next one's begin. */
        private void checkEpochs() {
            Map<Long, Integer> left = epochs.subMap(Math.min(start, end), end);
            for (int each : new TreeSet<>(left.values())) {
                long next = left.entrySet().stream().filter(e -> e.getValue() > each).mapToLong(Map.Entry::getKey).min()
                        .orElse(end);
                assertThat(log.endOffsetForEpoch(each)).as("epochs " + left)
                        .isEqualTo(new PartitionLog.EpochEnd(each, next));
            }
        }

        private void truncate() {
            if (end == start) return;
            long to = start + random.nextInt((int) (end - start) + 1);
            durable = Math.min(durable, Math.max(start, to - 4));
            log.truncateTo(to);
            end = log.logEndOffset();
            // A batch goes as a whole; five records are the most one has.
            assertThat(end).isBetween(to - 4, to);
            forgetFrom(end);
            durable = Math.min(durable, end);
            startMayGoBack();
            resetSequence();
        }

        private void forgetFrom(long offset) {
            model.tailMap(offset).clear();
            epochs.tailMap(offset).clear();
        }

        /** The producer goes on with what the log knows of it, as after an epoch change. */
        private void resetSequence() {
            ProducerState known = log.producers().states().get(42L);
            sequence = known == null || known.lastSequence() < 0 ? 0 : known.lastSequence() + 1;
        }

        private void retain() {
            log.highWatermark(end);
            log.retain();
            startMoved();
        }

        private void deleteRecords() {
            log.highWatermark(end);
            log.advanceLogStartOffset(start + random.nextInt((int) (end - start) + 1));
            startMoved();
        }

        private void startMoved() {
            assertThat(log.logStartOffset()).isBetween(start, end);
            start = log.logStartOffset();
            model.headMap(start).clear();
        }

        private void closeAndReopen() {
            long highWatermark = log.highWatermark();
            logs.close();
            world.forgetDisk();
            // A clean stop promises that all is on the disk, the indexes too: nobody looks at them again.
            if (random.nextInt(3) == 0) disk.crash();
            reopen();
            assertThat(log.highWatermark()).isEqualTo(highWatermark);
            assertThat(log.logStartOffset()).isEqualTo(start);
            durable = end;
        }

        private void kill() {
            logs.abandon();
            world.forgetDisk();
            reopen();
            if (model.isEmpty()) end = Math.min(end, log.logEndOffset());
            durable = Math.min(durable, end);
            assertThat(log.logEndOffset()).as("end after a kill").isEqualTo(end);
            startMayGoBack();
            check(start);
            // With an older start, producers of deleted records are known again.
            resetSequence();
        }

        private void crash() {
            // Without records nothing tells the end but the start's checkpoint, which may be old.
            Long lastSafe = model.lowerKey(durable);
            long safe = lastSafe == null ? 0 : lastSafe + 1;
            if (disk.touchesLeft < 0 && random.nextBoolean()) {
                logs.checkpointRecoveryPoints();
                logs.checkpointStartOffsets();
            }
            logs.abandon();
            world.forgetDisk();
            disk.crash();
            reopen();
            assertThat(log.logEndOffset()).as("end after a crash")
                    .isBetween(safe, Math.max(end, start));
            end = log.logEndOffset();
            durable = end;
            forgetFrom(end);
            startMayGoBack();
            check(start);
            resetSequence();
        }

        /** The power fails in the midst of something, at any touch of the disk. */
        private void cutShort() {
            durable = Math.max(durable, log.recoveryPoint());
            disk.touchesLeft = random.nextInt(40);
            try {
                for (int i = 0; i < 5; i++) {
                    switch (random.nextInt(8)) {
                        case 0 -> truncate();
                        case 1 -> retain();
                        case 2 -> log.flush();
                        case 3 -> logs.checkpointRecoveryPoints();
                        case 4 -> deleteRecords();
                        default -> append();
                    }
                    durable = Math.max(durable, Math.min(end, log.recoveryPoint()));
                }
                logs.close();
            } catch (SimDisk.PowerCut cut) {
                // As far as it came.
            }
            crash();
        }

        /**
         * Its checkpoint is written from time to time only, so that deleted records may come back; nothing is told of
         * them.
         */
        private void startMayGoBack() {
            start = Math.max(start, log.logStartOffset());
            if (start > end) start = end;
            log.advanceLogStartOffset(start);
            model.headMap(start).clear();
        }

        private void fillUp() {
            long usable = disk.capacity;
            disk.capacity = 0;
            long before = end;
            int sequenceBefore = sequence;
            try {
                append();
            } catch (LogFailure e) {
                forgetFrom(before);
                end = before;
                sequence = sequenceBefore;
            }
            disk.capacity = usable;
        }

        private void times() {
            long asked = world.nowMs - random.nextInt(500);
            PartitionLog.Found found = log.offsetForTimestamp(asked);
            if (found.offset() < 0) return;
            assertThat(found.timestampMs()).isGreaterThanOrEqualTo(asked);
            assertThat(found.offset()).isBetween(start, end - 1);
        }

        private void reopen() {
            logs = world.directories(DATA, broker).start();
            log = logs.open("t", 0, new Uuid(1, 1), false);
        }
    }
}
