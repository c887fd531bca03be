package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.Needle;
import io.odradek.engine.record.RecordCursor;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random logs, read beside their lane: the same records and fates as a model has. */
class LogScanProperty {
    private static final int LOGS = 8;
    private static final int STEPS = 60;
    private static final int LOOKS = 40;

    @TempDir
    Path data;

    /** A record of the model; the fate of its transaction is that of its producer's at the offset. */
    private record Written(String text, long producer) {}

    @Test
    void scansAgreeWithTheModel() throws Exception {
        for (int seed = 1; seed <= LOGS; seed++) new Story(seed, data.resolve("log-" + seed)).tell();
    }

    @Test
    void aFileThatIsGoneIsSaidSo() {
        Stretch gone = new Stretch(0, 10, 10, List.of(new Stretch.Piece(data.resolve("x.log"), 0, 100)), List.of());
        assertThatThrownBy(() -> new LogScan(new SystemDisk(), gone).next()).isInstanceOf(NoSuchFileException.class);
    }

    private static final class Story {
        private final Random random;
        private final String name;
        private final TestWorld world = new TestWorld(new SystemDisk());
        private final LogDirectories logs;
        private final PartitionLog log;
        private final TreeMap<Long, Written> written = new TreeMap<>();
        /** By the offset of a transaction's first record: its producer and where its marker is, and what that says. */
        private final Map<Long, Long> open = new HashMap<>();
        private final List<long[]> aborted = new ArrayList<>();
        private final Map<Long, Integer> sequences = new HashMap<>();

        Story(int seed, Path directory) throws IOException {
            random = new Random(seed);
            name = "seed " + seed;
            Files.createDirectories(directory);
            logs = world.directories(directory, Map.of("log.segment.bytes", "2000", "log.index.interval.bytes", "200"))
                .start();
            log = logs.open("t", 0, new Uuid(1, seed), true);
        }

        void tell() throws IOException {
            for (int i = 0; i < STEPS; i++) step();
            log.highWatermark(log.logEndOffset() - random.nextInt(5));
            if (random.nextBoolean()) log.advanceLogStartOffset(log.highWatermark() / 4);
            for (int i = 0; i < LOOKS; i++) look();
            logs.close();
        }

        private void step() {
            long producer = random.nextInt(4);
            if (producer > 0 && open.containsKey(producer) && random.nextInt(3) == 0) {
                boolean commit = random.nextBoolean();
                Appended at = TestWorld.append(log, new AppendOptions(0, AppendOptions.Origin.COORDINATOR),
                    new EndMarker(commit, 0).batch(ByteBufAllocator.DEFAULT, world.nowMs, producer, (short) 0));
                long began = open.remove(producer);
                if (!commit) aborted.add(new long[] {producer, began, at.firstOffset()});
                return;
            }
            Codec codec = Codec.values()[random.nextInt(Codec.values().length)];
            List<String> texts = new ArrayList<>();
            for (int i = 0, n = 1 + random.nextInt(6); i < n; i++) texts.add(text());
            try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT, codec, codec.defaultLevel())) {
                if (producer > 0) {
                    builder.producer(producer, (short) 0, sequences.merge(producer, texts.size(), Integer::sum)
                        - texts.size()).transactional();
                }
                for (String each : texts) builder.append(world.nowMs, null, TestWorld.bytes(each));
                Appended at = TestWorld.append(log, TestWorld.CLIENT, builder.build());
                if (producer > 0) open.putIfAbsent(producer, at.firstOffset());
                for (int i = 0; i < texts.size(); i++) {
                    written.put(at.firstOffset() + i, new Written(texts.get(i), producer));
                }
            }
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int i = 0, n = random.nextInt(60); i < n; i++) text.append((char) ('a' + random.nextInt(3)));
            return text.toString();
        }

        private void look() throws IOException {
            long from = random.nextLong(log.logEndOffset() + 1);
            long upTo = from + random.nextLong(log.logEndOffset() + 1);
            boolean committed = random.nextBoolean();
            Stretch stretch = Stretch.of(log, from, upTo, committed);
            Needle needle = new Needle("abca".getBytes(StandardCharsets.UTF_8), false);
            Map<Long, String> seen = new TreeMap<>();
            Map<Long, String> found = new TreeMap<>();
            try (LogScan scan = new LogScan(new SystemDisk(), stretch)) {
                while (scan.next()) {
                    boolean maybe = scan.mayHold(needle);
                    RecordCursor record = scan.records();
                    while (record.next()) {
                        if (!scan.wants(record.offset())) continue;
                        if (committed && scan.fate() == LogScan.Fate.ABORTED) continue;
                        String text = Records.text(record.value());
                        seen.put(record.offset(), text + " " + scan.fate());
                        if (maybe && record.mayHold(needle)) found.put(record.offset(), text);
                    }
                }
            }
            assertThat(seen).as(name + " from " + from + " to " + upTo + (committed ? ", committed" : ""))
                .isEqualTo(expected(from, upTo, committed));
            assertThat(found.values()).as(name).containsExactlyElementsOf(
                seen.values().stream().map(s -> s.split(" ", -1)[0]).filter(s -> s.contains("abca")).toList());
        }

        private Map<Long, String> expected(long from, long upTo, boolean committed) {
            Map<Long, String> all = new TreeMap<>();
            long end = Math.min(upTo, committed ? log.lastStableOffset() : log.highWatermark());
            for (var each : written.subMap(Math.min(from, end), end).entrySet()) {
                if (each.getKey() < log.logStartOffset()) continue;
                String fate = fate(each.getKey(), each.getValue().producer());
                if (!committed || !fate.equals("ABORTED")) all.put(each.getKey(), each.getValue().text() + " " + fate);
            }
            return all;
        }

        private String fate(long offset, long producer) {
            if (producer == 0) return "NONE";
            if (aborted.stream().anyMatch(a -> a[0] == producer && a[1] <= offset && offset < a[2])) return "ABORTED";
            return offset >= log.lastStableOffset() ? "OPEN" : "COMMITTED";
        }
    }
}
