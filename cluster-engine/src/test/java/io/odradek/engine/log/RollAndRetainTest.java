package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.log.AppendOptions.Origin;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a segment ends, and when it goes. */
class RollAndRetainTest {
    private final TestWorld world = new TestWorld(new SimDisk(new Random(6)));

    private PartitionLog open(Map<String, String> overrides) {
        world.overrides.put("t", overrides);
        return world.directories(Path.of("/data"), Map.of("log.segment.delete.delay.ms", "0")).start()
                .open("t", 0, new Uuid(1, 1), true);
    }

    private void at(PartitionLog log, long timestampMs) {
        TestWorld.append(log, TestWorld.CLIENT, TestWorld.batch(timestampMs, Codec.NONE, "value"));
    }

    private static int batchBytes() {
        ByteBuf batch = TestWorld.batch(0, Codec.NONE, "value");
        try {
            return batch.readableBytes();
        } finally {
            batch.release();
        }
    }

    @Test
    void bySizeToTheByte() {
        PartitionLog log = open(Map.of("segment.bytes", "" + 3 * batchBytes()));
        for (int i = 0; i < 3; i++) at(log, 0);
        assertThat(log.segmentCount()).isEqualTo(1);
        at(log, 0);
        assertThat(log.segmentCount()).isEqualTo(2);
        assertThat(log.segments().active().baseOffset()).isEqualTo(3);
    }

    /** Counted from the first record's time to that of the record which comes; the clock does not matter. */
    @Test
    void byTheRecordsTimes() {
        PartitionLog log = open(Map.of("segment.ms", "1000"));
        long first = world.nowMs - 5000;
        at(log, first);
        world.nowMs += 100_000;
        at(log, first + 1000);
        assertThat(log.segmentCount()).isEqualTo(1);
        at(log, first + 1001);
        assertThat(log.segmentCount()).isEqualTo(2);
    }

    @Test
    void byTheClockWhereRecordsTellNoTime() {
        PartitionLog log = open(Map.of("segment.ms", "1000"));
        at(log, -1);
        world.nowMs += 1000;
        at(log, -1);
        assertThat(log.segmentCount()).isEqualTo(1);
        world.nowMs += 1;
        at(log, -1);
        assertThat(log.segmentCount()).isEqualTo(2);
    }

    @Test
    void jitterTakesSomethingOffTheAge() {
        PartitionLog log = open(Map.of("segment.ms", "1000000", "segment.jitter.ms", "999999"));
        for (int i = 0; i < 100; i++) at(log, world.nowMs + i * 10_000L);
        assertThat(log.segmentCount()).isGreaterThan(1);
    }

    @Test
    void recordsOfACompactedTopicLeaveTheActiveSegmentInTime() {
        PartitionLog log = open(Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", "1000"));
        at(log, world.nowMs);
        at(log, world.nowMs + 1001);
        assertThat(log.segmentCount()).isEqualTo(2);
    }

    /** Three entries of 8 bytes fill an offset index of 24 bytes; the first batch needs none. */
    @Test
    void byAFullOffsetIndex() {
        PartitionLog log = open(Map.of("segment.index.bytes", "30", "index.interval.bytes", "0"));
        for (int i = 0; i < 4; i++) at(log, -1);
        assertThat(log.segmentCount()).isEqualTo(1);
        at(log, -1);
        assertThat(log.segmentCount()).isEqualTo(2);
    }

    /** Two entries of 12 bytes, and one that is kept free for the segment's end; the offset index has room for four. */
    @Test
    void byAFullTimeIndex() {
        PartitionLog log = open(Map.of("segment.index.bytes", "36", "index.interval.bytes", "0"));
        for (int i = 0; i < 3; i++) at(log, world.nowMs + i);
        assertThat(log.segmentCount()).isEqualTo(1);
        at(log, world.nowMs + 3);
        assertThat(log.segmentCount()).isEqualTo(2);
    }

    @Test
    void byOffsetsTooFarApart() {
        PartitionLog log = open(Map.of());
        for (long offset : new long[] {0, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L}) {
            ByteBuf batch = TestWorld.batch(world.nowMs, Codec.NONE, "v");
            batch.setLong(0, offset);
            TestWorld.append(log, new AppendOptions(0, Origin.REPLICATION), batch);
        }
        assertThat(log.segments().all()).extracting(Segment::baseOffset)
                .containsExactly(0L, Integer.MAX_VALUE + 1L);
        assertThat(log.read(Integer.MAX_VALUE, 1, true, Long.MAX_VALUE).records().size()).isPositive();
    }

    private PartitionLog fiveSegments(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(overrides);
        all.put("segment.bytes", "" + 2 * batchBytes());
        PartitionLog log = open(all);
        for (int i = 0; i < 10; i++) at(log, world.nowMs + i);
        assertThat(log.segmentCount()).isEqualTo(5);
        log.highWatermark(10);
        return log;
    }

    /** Whole segments go as long as what is left is not below the limit. */
    @Test
    void retentionBySize() {
        int segment = 2 * batchBytes();
        PartitionLog log = fiveSegments(Map.of("retention.bytes", "" + (2 * segment + 1), "retention.ms", "-1"));
        assertThat(log.retain()).isEqualTo(2);
        assertThat(log.logStartOffset()).isEqualTo(4);
        assertThat(log.retain()).isZero();
    }

    @Test
    void nothingIsToBeKept() {
        PartitionLog log = fiveSegments(Map.of("retention.bytes", "0", "retention.ms", "-1"));
        assertThat(log.retain()).isEqualTo(5);
        assertThat(log.logStartOffset()).isEqualTo(10);
        assertThat(log.sizeBytes()).isZero();
        assertThat(world.append(log, "on").firstOffset()).isEqualTo(10);
    }

    @Test
    void nothingGoesThatIsNotBelowTheHighWatermark() {
        PartitionLog log = fiveSegments(Map.of("retention.ms", "0"));
        log.highWatermark(5);
        world.nowMs += 1_000_000;
        assertThat(log.retain()).isEqualTo(2);
        assertThat(log.logStartOffset()).isEqualTo(4);
    }

    @Test
    void segmentsBelowTheStartGoWhateverThePolicy() {
        PartitionLog log = fiveSegments(Map.of("cleanup.policy", "compact", "retention.ms", "0"));
        world.nowMs += 1_000_000;
        assertThat(log.retain()).isZero();
        log.advanceLogStartOffset(5);
        assertThat(log.retain()).isEqualTo(2);
        log.advanceLogStartOffset(10);
        assertThat(log.retain()).as("the active segment stays").isEqualTo(2);
        assertThat(log.segmentCount()).isEqualTo(1);
    }

    @Test
    void withBothPoliciesOldSegmentsGoToo() {
        PartitionLog log = fiveSegments(Map.of("cleanup.policy", "compact,delete", "retention.ms", "1000"));
        world.nowMs += 1_000_000;
        assertThat(log.retain()).isEqualTo(5);
    }

    @Test
    void producersThatAreSilentForTooLongAreForgotten() {
        world.overrides.put("t", Map.of());
        LogDirectories logs = world.directories(Path.of("/data"), Map.of("producer.id.expiration.ms", "5000",
                "producer.id.expiration.check.interval.ms", "1000", "log.initial.task.delay.ms", "0")).start();
        PartitionLog log = logs.open("t", 0, new Uuid(1, 1), true);
        try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT)) {
            TestWorld.append(log, TestWorld.CLIENT, builder.producer(9, (short) 0, 0)
                    .append(world.nowMs, null, TestWorld.bytes("v")).build());
        }
        world.pass(1000);
        assertThat(log.activeProducers().list()).hasSize(1);
        world.pass(4000);
        world.pass(1000);
        assertThat(log.activeProducers().list()).isEmpty();
    }
}
