package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.wire.Uuid;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache Kafka's own dumper reads what we wrote, and finds nothing to complain of. */
class KafkaDumpIT {
    private static final AppendOptions COORDINATOR = new AppendOptions(2, AppendOptions.Origin.COORDINATOR);

    @TempDir
    Path data;
    private final TestWorld world = new TestWorld(new SystemDisk());
    private final Random random = new Random(11);
    private final int[] sequences = new int[4];
    private final boolean[] inTransaction = new boolean[4];

    @Test
    void theDumperAgreesWithEveryFile() throws Exception {
        LogDirectories logs = open();
        int records = 0;
        List<Path> files = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            world.overrides.put("t", Map.of("segment.bytes", "" + (4000 << p), "index.interval.bytes",
                    "" + 200 * (p + 1)));
            PartitionLog log = logs.open("t", p, new Uuid(3, 4), true);
            Arrays.fill(sequences, 0);
            Arrays.fill(inTransaction, false);
            for (int i = 0; i < 300; i++) one(log);
            if (p == 2) {
                // What a recovery makes of it must be as good.
                logs.abandon();
                logs = open();
                log = logs.open("t", p, new Uuid(3, 4), false);
                for (int i = 0; i < 50; i++) one(log);
            }
            records += (int) log.logEndOffset();
            files.add(log.directory());
        }
        PartitionLog compacted = compacted(logs);
        records += TestWorld.records(compacted, 0).size();
        files.add(compacted.directory());
        logs.close();
        String dump = dump(files);
        assertThat(dump).doesNotContain("Mismatches in")
                .doesNotContain("out of order")
                .doesNotContain("Exception").doesNotContain("isvalid: false").doesNotContain("invalid")
                        .contains("isvalid: true");
        // The dumper says so of every file that does not begin with offset 0, whoever wrote it, and of gaps that
        // compaction left.
        assertThat(Stream.of(dump.split("Non-consecutive offsets in ")).skip(1).filter(f -> !f.contains("/c-0/"))
                .flatMap(String::lines).filter(l -> l.contains("is followed by"))).allMatch(l -> l.startsWith("  -1 "));
        assertThat(dump.lines().filter(l -> l.startsWith("| offset: ")).count()).isEqualTo(records);
        assertThat(dump).contains("producerId: 1 ").contains("endTxnMarker: ABORT").contains("firstOffset:");
    }

    private LogDirectories open() {
        return world.directories(data, Map.of("log.segment.delete.delay.ms", "0")).start();
    }

    /** Tombstones, transactions, markers and emptied batches, most of which went in two passes. */
    private PartitionLog compacted(LogDirectories logs) {
        world.overrides.put("c", Map.of("segment.bytes", "3000", "index.interval.bytes", "100", "cleanup.policy",
                "compact", "min.cleanable.dirty.ratio", "0.01", "delete.retention.ms", "1"));
        PartitionLog log = logs.open("c", 0, new Uuid(3, 5), true);
        Arrays.fill(sequences, 0);
        Arrays.fill(inTransaction, false);
        long records = 0;
        for (int pass = 0; pass < 3; pass++) {
            for (int i = 0; i < 150; i++) one(log);
            for (int producer = 2; producer < 4; producer++) if (inTransaction[producer]) end(log, producer);
            log.highWatermark(log.logEndOffset());
            logs.compact();
            records = TestWorld.records(log, 0).size();
        }
        assertThat(records).isLessThan(log.logEndOffset() / 3);
        return log;
    }

    private void end(PartitionLog log, int producer) {
        ByteBuf marker = new EndMarker(random.nextBoolean(), 5)
                .batch(ByteBufAllocator.DEFAULT, world.nowMs, producer, (short) 1);
        TestWorld.append(log, COORDINATOR, marker);
        inTransaction[producer] = false;
        log.highWatermark(log.logEndOffset());
    }

    private void one(PartitionLog log) {
        world.nowMs += random.nextInt(200);
        int producer = random.nextInt(4);
        if (producer > 1 && inTransaction[producer] && random.nextInt(4) == 0) {
            end(log, producer);
            return;
        }
        int count = 1 + random.nextInt(6);
        Codec codec = Codec.values()[random.nextInt(5)];
        try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT, codec, codec.defaultLevel())) {
            if (producer > 0) builder.producer(producer, (short) 1, sequences[producer]);
            if (producer > 1) {
                builder.transactional();
                inTransaction[producer] = true;
            }
            sequences[producer] += count;
            for (int i = 0; i < count; i++) {
                builder.append(world.nowMs - random.nextInt(3000), TestWorld.bytes("k" + random.nextInt(9)),
                        random.nextInt(6) == 0 ? null : TestWorld.bytes("v".repeat(random.nextInt(80))));
            }
            TestWorld.append(log, new AppendOptions(2, AppendOptions.Origin.CLIENT), builder.build());
        }
    }

    private String dump(List<Path> directories) throws Exception {
        List<String> names = new ArrayList<>();
        for (Path each : directories) {
            try (Stream<Path> files = Files.list(each)) {
                files.filter(f -> f.toString().matches(".*\\.(log|index|timeindex|snapshot|txnindex)")).sorted()
                        .forEach(f -> names.add(f.toString()));
            }
        }
        Path libs = Path.of(System.getProperty("kafka.peers"), System.getProperty("kafka.version"), "libs");
        Path out = data.resolve("dump.txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-cp", libs + File.separator + "*", "org.apache.kafka.tools.DumpLogSegments",
                "--deep-iteration", "--print-data-log", "--files", String.join(",", names))
                .redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
