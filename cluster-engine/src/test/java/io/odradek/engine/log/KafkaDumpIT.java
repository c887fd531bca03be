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
        LogDirectories logs = world.directories(data, Map.of("log.segment.delete.delay.ms", "0")).start();
        int records = 0;
        List<Path> files = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            world.overrides.put("t", Map.of("segment.bytes", "" + (4000 << p), "index.interval.bytes",
                    "" + 200 * (p + 1)));
            PartitionLog log = logs.open("t", p, new Uuid(3, 4), true);
            Arrays.fill(sequences, 0);
            Arrays.fill(inTransaction, false);
            for (int i = 0; i < 300; i++) one(log);
            records += (int) log.logEndOffset();
            files.add(log.directory());
        }
        logs.close();
        String dump = dump(files);
        assertThat(dump).doesNotContain("Mismatches in")
                .doesNotContain("out of order")
                .doesNotContain("Exception").doesNotContain("isvalid: false").doesNotContain("invalid")
                        .contains("isvalid: true");
        // The dumper says so of every file that does not begin with offset 0, whoever wrote it.
        assertThat(dump.lines().filter(l -> l.contains("is followed by"))).allMatch(l -> l.startsWith("  -1 "));
        assertThat(dump.lines().filter(l -> l.startsWith("| offset: ")).count()).isEqualTo(records);
        assertThat(dump).contains("producerId: 1 ").contains("endTxnMarker: ABORT").contains("firstOffset:");
    }

    private void one(PartitionLog log) {
        world.nowMs += random.nextInt(200);
        int producer = random.nextInt(4);
        if (producer > 1 && inTransaction[producer] && random.nextInt(4) == 0) {
            ByteBuf marker = new EndMarker(random.nextBoolean(), 5)
                    .batch(ByteBufAllocator.DEFAULT, world.nowMs, producer, (short) 1);
            TestWorld.append(log, COORDINATOR, marker);
            inTransaction[producer] = false;
            log.highWatermark(log.logEndOffset());
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
                        TestWorld.bytes("v".repeat(random.nextInt(80))));
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
