package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Compaction against a model, over random keys, tombstones, transactions, codecs and crashes: whoever reads everything
 * comes to the
 * same last value of each key, offsets never change their record, and what is superseded does go.
 */
class CompactionProperty {
    private static final int SEQUENCES = Integer.getInteger("log.property.compactions", 1500);

    @Test
    void whoeverReadsAllComesToTheSameValues() {
        Long only = Long.getLong("log.property.seed");
        LongStream.rangeClosed(only != null ? only : 1, only != null ? only : SEQUENCES).parallel().forEach(seed -> {
            try {
                new Sequence(seed).run();
            } catch (Throwable t) {
                throw new AssertionError("seed " + seed + ": " + t.getMessage(), t);
            }
        });
    }

    private record One(String key, String value) {}

    private static final class Sequence {
        private final Random random;
        private final SimDisk disk;
        private final TestWorld world;
        private LogDirectories logs;
        private PartitionLog log;
        /** Committed records by their offsets. */
        private final TreeMap<Long, One> committed = new TreeMap<>();
        private final Map<Integer, TreeMap<Long, One>> open = new HashMap<>();
        private final int[] sequences = new int[3];

        Sequence(long seed) {
            random = new Random(seed * 17);
            disk = new SimDisk(random);
            world = new TestWorld(disk);
            world.overrides.put("t", Map.of("segment.bytes", "" + (400 + random.nextInt(1000)), "cleanup.policy",
                    "compact",
                    "min.cleanable.dirty.ratio", "0.01", "delete.retention.ms", "" + random.nextInt(2000),
                            "index.interval.bytes", "100"));
            reopen();
        }

        private void reopen() {
            logs = world.directories(Path.of("/data"), Map.of("log.segment.delete.delay.ms", "0",
                    "log.cleaner.dedupe.buffer.size", "" + (200 + random.nextInt(20_000)))).start();
            log = logs.open("t", 0, new Uuid(1, 1), false);
            log.highWatermark(log.logEndOffset());
        }

        void run() {
            int steps = 20 + random.nextInt(80);
            for (int i = 0; i < steps; i++) {
                int choice = random.nextInt(20);
                if (choice < 14) append();
                else if (choice < 15) compact();
                else if (choice < 16) compactWhileOthersWrite();
                else if (choice < 17) cutShort();
                else if (choice < 18) end(1 + random.nextInt(2));
                else if (choice < 19) restart();
                else world.nowMs += 1000;
            }
            for (int p = 1; p < 3; p++) end(p);
            for (int i = 0; i < 3; i++) compact();
            check();
        }

        private void append() {
            int producer = random.nextInt(3);
            try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT,
                    Codec.values()[random.nextInt(5)], 3)) {
                int count = 1 + random.nextInt(4);
                if (producer > 0) {
                    builder.producer(producer, (short) 0, sequences[producer]).transactional();
                    sequences[producer] += count;
                }
                Map<Long, One> into = producer == 0 ? committed : open.computeIfAbsent(producer, p -> new TreeMap<>());
                for (int i = 0; i < count; i++) {
                    One one = new One("k" + random.nextInt(6),
                            random.nextInt(4) == 0 ? null : "v" + random.nextInt(10_000));
                    into.put(log.logEndOffset() + i, one);
                    builder.append(world.nowMs++, TestWorld.bytes(one.key()),
                            one.value() == null ? null : TestWorld.bytes(one.value()));
                }
                TestWorld.append(log, TestWorld.CLIENT, builder.build());
            }
            log.highWatermark(log.logEndOffset());
        }

        private void end(int producer) {
            TreeMap<Long, One> records = open.remove(producer);
            if (records == null) return;
            boolean commit = random.nextBoolean();
            ByteBuf marker = new EndMarker(commit, 0).batch(ByteBufAllocator.DEFAULT, world.nowMs, producer, (short) 0);
            TestWorld.append(log, new AppendOptions(0, AppendOptions.Origin.COORDINATOR), marker);
            log.highWatermark(log.logEndOffset());
            if (commit) committed.putAll(records);
        }

        private void compact() {
            logs.compact();
            assertThat(log.compaction().running).isFalse();
            check();
        }

        private void compactWhileOthersWrite() {
            world.holdDisk = true;
            logs.compact();
            while (log.compaction().running) {
                world.releaseDisk();
                if (random.nextInt(3) == 0) append();
                if (random.nextInt(9) == 0) end(1 + random.nextInt(2));
            }
            world.holdDisk = false;
            world.releaseDisk();
            check();
        }

        /** The power fails at any touch of the disk while the log is compacted. */
        private void cutShort() {
            log.flush();
            long end = log.logEndOffset();
            disk.touchesLeft = random.nextInt(150);
            try {
                logs.compact();
            } catch (SimDisk.PowerCut cut) {
                // As far as it came.
            }
            logs.abandon();
            disk.crash();
            reopen();
            assertThat(log.logEndOffset()).isEqualTo(end);
            check();
        }

        private void restart() {
            log.flush();
            long end = log.logEndOffset();
            if (random.nextBoolean()) {
                logs.close();
            } else {
                logs.abandon();
                disk.crash();
            }
            reopen();
            assertThat(log.logEndOffset()).isEqualTo(end);
            check();
        }

        /** What a reader of committed records sees. */
        private void check() {
            TreeMap<Long, One> seen = new TreeMap<>();
            Map<Long, TreeMap<Long, One>> pending = new HashMap<>();
            ByteBuffer all;
            for (long next = log.logStartOffset(); next < log.logEndOffset(); ) {
                all = TestWorld.bytes(log.read(next, 1 << 20, true, log.logEndOffset()));
                if (!all.hasRemaining()) break;
                next = Records.each(all, (batch, record) -> {
                    if (batch.control()) {
                        TreeMap<Long, One> ended = pending.remove(batch.producerId());
                        if (ended != null && EndMarker.of(record).commit()) seen.putAll(ended);
                    } else {
                        One one = new One(Records.text(record.key()), Records.text(record.value()));
                        (batch.transactional() ? pending.computeIfAbsent(batch.producerId(), p -> new TreeMap<>())
                                : seen)
                                .put(record.offset(), one);
                    }
                });
            }
            seen.forEach((offset, one) -> assertThat(one).as("offset " + offset).isEqualTo(committed.get(offset)));
            assertThat(values(seen)).isEqualTo(values(committed));
            checkSnapshots();
        }

        /** One for each segment, the newest, and one that a stop left: else they would fill the disk one by one. */
        private void checkSnapshots() {
            try {
                TreeSet<Long> snapshots = new TreeSet<>(
                        Producers.snapshots(world.surroundings.disk(), log.directory()).keySet());
                snapshots.pollLast();
                for (Segment each : log.segments().all()) snapshots.remove(each.baseOffset());
                assertThat(snapshots).hasSizeLessThan(2);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static Map<String, String> values(TreeMap<Long, One> records) {
            Map<String, String> last = new TreeMap<>();
            records.values().forEach(r -> last.put(r.key(), r.value()));
            last.values().removeIf(v -> v == null);
            return last;
        }
    }

    @Test
    void supersededRecordsAndOldTombstonesGo() {
        TestWorld world = new TestWorld(new SimDisk(new Random(1)));
        world.overrides.put("t", Map.of("segment.bytes", "500", "cleanup.policy", "compact",
                "min.cleanable.dirty.ratio", "0.01",
                "delete.retention.ms", "1000"));
        LogDirectories logs = world.directories(Path.of("/data"), Map.of("log.segment.delete.delay.ms", "0")).start();
        PartitionLog log = logs.open("t", 0, new Uuid(1, 1), true);
        for (int i = 0; i < 60; i++) {
            try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT)) {
                ByteBuffer value = i % 3 == 2 ? null : TestWorld.bytes("v" + i);
                TestWorld.append(log, TestWorld.CLIENT, builder.append(world.nowMs, TestWorld.bytes("k" + i % 3),
                        value).build());
            }
        }
        log.highWatermark(60);
        logs.compact();
        for (int pass = 0; pass < 2; pass++) {
            world.nowMs += 2000;
            for (int i = 0; i < 20; i++) world.append(log, "x");
            log.highWatermark(log.logEndOffset());
            logs.compact();
        }
        List<String> left = TestWorld.records(log, 0);
        Set<String> keys = new HashSet<>();
        List<String> twice = new ArrayList<>();
        long sealed = log.segments().active().baseOffset();
        for (String each : left) {
            if (Long.parseLong(each.substring(0, each.indexOf(':'))) >= sealed) continue;
            if (!keys.add(each.substring(each.indexOf(':'), each.indexOf('=')))) twice.add(each);
        }
        assertThat(twice).isEmpty();
        assertThat(left).noneMatch(r -> r.endsWith("=null"));
        assertThat(left.size()).isLessThan(20);
        logs.close();
    }
}
