package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.record.Codec;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogLookTest {
    private final TestWorld world = new TestWorld(new SimDisk(new Random(7)));
    private LogDirectories logs;

    private PartitionLog open(Map<String, String> overrides) {
        world.overrides.put("t", overrides);
        logs = world.directories(Path.of("/data"), new HashMap<>(Map.of("log.initial.task.delay.ms", "3600000",
                "log.segment.delete.delay.ms", "0"))).start();
        return logs.open("t", 0, new Uuid(1, 2), true);
    }

    @Test
    void segmentsAreTold() {
        PartitionLog log = open(Map.of("segment.bytes", "400", "retention.ms", "5000"));
        for (int i = 0; i < 20; i++) {
            world.nowMs += 100;
            world.append(log, "value " + i);
        }
        log.highWatermark(log.logEndOffset());
        LogLook.Listing listing = logs.look("t", 0).segments(0, 100).join();
        assertThat(listing.segmentCount()).isEqualTo(listing.segments().size()).isGreaterThan(3);
        assertThat(listing.logEndOffset()).isEqualTo(20);
        assertThat(listing.policy().retentionMs()).isEqualTo(5_000);
        assertThat(listing.segments().stream().mapToLong(SegmentLook::bytes).sum()).isEqualTo(listing.bytes());
        SegmentLook first = listing.segments().getFirst();
        assertThat(first.baseOffset()).isZero();
        assertThat(first.nextOffset()).isEqualTo(listing.segments().get(1).baseOffset());
        assertThat(first.firstTimestampMs()).isEqualTo(world.nowMs - 1_900);
        assertThat(first.largestTimestampMs()).isEqualTo(world.nowMs - 2_000 + 100 * first.nextOffset());
        assertThat(first.newerBytes()).isEqualTo(listing.bytes() - first.bytes());
        assertThat(first.timeIndexBytes()).as("what sealing adds").isEqualTo(TimeIndex.ENTRY_BYTES);
        SegmentLook last = listing.segments().getLast();
        assertThat(last.active()).isTrue();
        assertThat(last.nextOffset()).isEqualTo(20);
        assertThat(last.newerBytes()).isZero();

        LogLook.Listing page = logs.look("t", 0).segments(first.nextOffset(), 2).join();
        assertThat(page.segments()).containsExactlyElementsOf(listing.segments().subList(1, 3));
        assertThat(logs.look("t", 1)).isNull();
    }

    @Test
    void batchesOfASegmentAreToldPageByPageWithTheirChecksums() {
        PartitionLog log = open(Map.of());
        for (int i = 0; i < 10; i++) {
            TestWorld.append(log, TestWorld.CLIENT, TestWorld.batch(world.nowMs + i,
                    i % 2 == 0 ? Codec.NONE : Codec.ZSTD, "a" + i, "b" + i, "c" + i));
        }
        LogLook look = logs.look("t", 0);
        LogLook.Batches first = look.batches(0, 0, 4).join();
        assertThat(first.batches()).hasSize(4).allMatch(BatchLook::crcIsRight).allMatch(b -> b.records() == 3);
        assertThat(first.batches()).extracting(BatchLook::codec).containsExactly("uncompressed", "zstd",
                "uncompressed", "zstd");
        assertThat(first.batches().get(1).position()).isEqualTo(first.batches().get(0).bytes());
        assertThat(first.batches().get(3).maxTimestamp()).isEqualTo(world.nowMs + 3);
        assertThat(first.batches().get(3).producerId()).isEqualTo(-1);
        assertThat(first.nextOffset()).isEqualTo(12);
        LogLook.Batches rest = look.batches(0, 13, 100).join();
        assertThat(rest.batches()).hasSize(6);
        assertThat(rest.batches().getFirst().baseOffset()).as("the batch that holds it").isEqualTo(12);
        assertThat(rest.nextOffset()).isEqualTo(-1);
        assertThat(look.batches(0, 99, 10).join().batches()).isEmpty();
        assertThatThrownBy(() -> look.batches(5, 0, 10).join()).hasMessageContaining("no segment 5");
    }

    @Test
    void whatIsToldOfCompactionIsWhatItThenDoes() {
        PartitionLog log = open(Map.of("cleanup.policy", "compact", "segment.bytes", "400",
                "min.cleanable.dirty.ratio", "0.1"));
        for (int i = 0; i < 60; i++) world.append(log, "x".repeat(10 + i % 7));
        log.highWatermark(log.logEndOffset());
        LogLook look = logs.look("t", 0);
        CompactionLook told = look.compaction().join();
        assertThat(told.due()).isTrue();
        assertThat(told.whole()).isTrue();
        List<String> before = TestWorld.records(log, 0);
        long bytes = log.sizeBytes();
        assertThat(before).hasSize(60);
        assertThat(TestWorld.records(log, 0)).as("nothing was changed").isEqualTo(before);
        logs.compact();
        List<String> after = new ArrayList<>(TestWorld.records(log, 0));
        long kept = told.segments().stream().mapToLong(CompactionLook.Kept::keptRecords).sum();
        long gone = told.segments().stream().mapToLong(s -> s.records() - s.keptRecords()).sum();
        assertThat(60 - after.size()).isEqualTo((int) gone);
        assertThat(kept).isLessThan(60);
        long reclaimed = told.segments().stream().mapToLong(s -> s.bytes() - s.keptBytes()).sum();
        assertThat(bytes - log.sizeBytes()).isEqualTo(reclaimed);
        assertThat(look.compaction().join().segments()).as("nothing is left to do").isEmpty();
    }

    @Test
    void ofATopicThatIsNotCompactedNothingIsTold() {
        PartitionLog log = open(Map.of());
        world.append(log, "one");
        assertThat(logs.look("t", 0).compaction().join().segments()).isEmpty();
        LogLook look = logs.look("t", 0);
        log.close();
        assertThatThrownBy(() -> look.segments(0, 1).join()).hasMessageContaining("closed");
    }

    @Test
    void leaderEpochsAreToldOldestFirst() {
        PartitionLog log = open(Map.of());
        for (int epoch = 1; epoch < 5; epoch++) {
            log.assignEpochStart(epoch, log.logEndOffset());
            TestWorld.append(log, new AppendOptions(epoch, AppendOptions.Origin.CLIENT),
                    TestWorld.batch(world.nowMs, Codec.NONE, "of " + epoch));
        }
        assertThat(log.epochStarts(2)).extracting(PartitionLog.EpochStart::epoch).containsExactly(3, 4);
        assertThat(log.epochStarts(50).getFirst().startOffset()).isZero();
    }
}
