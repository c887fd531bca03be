package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.record.Codec;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CleanerTest {
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact", "segment.bytes", "200",
            "min.cleanable.dirty.ratio", "0.1");

    private final TestWorld world = new TestWorld(new SimDisk(new Random(5)));
    private LogDirectories logs;

    private LogDirectories start(Map<String, String> broker) {
        Map<String, String> all = new HashMap<>(Map.of("log.segment.delete.delay.ms", "0",
                "log.initial.task.delay.ms", "3600000"));
        all.putAll(broker);
        logs = world.directories(Path.of("/data"), all).start();
        return logs;
    }

    /** So many records of one key, and so many that were compacted before. */
    private PartitionLog dirty(String topic, int clean, int dirty, Map<String, String> more) {
        Map<String, String> overrides = new HashMap<>(COMPACTED);
        overrides.putAll(more);
        world.overrides.put(topic, overrides);
        PartitionLog log = logs.open(topic, 0, new Uuid(1, topic.hashCode()), true);
        for (int i = 0; i < clean + dirty; i++) world.append(log, i < clean ? "x".repeat(10 + i % 60) : "new" + i % 10);
        log.highWatermark(log.logEndOffset());
        log.compaction().cleanedUpTo = clean;
        return log;
    }

    @Test
    void theDirtiestGoesFirst() {
        start(Map.of());
        PartitionLog little = dirty("little", 60, 20, Map.of());
        PartitionLog much = dirty("much", 10, 60, Map.of());
        PartitionLog some = dirty("some", 40, 40, Map.of());
        assertThat(CompactionPlan.dirt(much, world.nowMs)).isGreaterThan(CompactionPlan.dirt(some, world.nowMs));
        world.holdDisk = true;
        logs.compact();
        assertThat(running(little, much, some)).as("one cleaner thread").containsExactly(much);
        List<PartitionLog> order = new ArrayList<>(List.of(much));
        while (!running(little, much, some).isEmpty()) {
            world.releaseDisk();
            for (PartitionLog each : running(little, much, some)) if (!order.contains(each)) order.add(each);
        }
        assertThat(order).containsExactly(much, some, little);
        assertThat(Stream.of(little, much, some)).allMatch(l -> CompactionPlan.dirt(l, world.nowMs) == 0);
    }

    private static List<PartitionLog> running(PartitionLog... logs) {
        return Stream.of(logs).filter(l -> l.compaction().running).toList();
    }

    @Test
    void asManyAtOnceAsThereAreThreads() {
        start(Map.of("log.cleaner.threads", "2"));
        PartitionLog[] all = new PartitionLog[4];
        for (int i = 0; i < 4; i++) all[i] = dirty("t" + i, 0, 40, Map.of());
        world.holdDisk = true;
        logs.compact();
        assertThat(running(all)).hasSize(2);
        while (!running(all).isEmpty()) {
            world.releaseDisk();
            assertThat(running(all)).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(Stream.of(all)).allMatch(l -> l.sizeBytes() < 1500);
    }

    @Test
    void recordsThatWaitedForTooLongGoFirstHoweverLittleThereIs() {
        start(Map.of());
        PartitionLog late = dirty("late", 200, 6, Map.of("max.compaction.lag.ms", "10000",
                "min.cleanable.dirty.ratio", "0.9"));
        PartitionLog much = dirty("much", 0, 60, Map.of());
        world.holdDisk = true;
        logs.compact();
        assertThat(running(late, much)).containsExactly(much);
        while (!running(late, much).isEmpty()) world.releaseDisk();
        world.nowMs += 10_001;
        logs.compact();
        assertThat(running(late, much)).containsExactly(late);
    }

    @Test
    void youngRecordsStay() {
        start(Map.of());
        PartitionLog log = dirty("t", 0, 60, Map.of("min.compaction.lag.ms", "10000"));
        logs.compact();
        assertThat(TestWorld.records(log, 0)).hasSize(60);
        world.nowMs += 10_001;
        logs.compact();
        assertThat(TestWorld.records(log, 0)).hasSizeLessThan(20);
    }

    /** 2000 bytes a second: what is read twice and written once takes its time, on the clock of this world. */
    @Test
    void theThrottleIsKept() {
        start(Map.of("log.cleaner.io.max.bytes.per.second", "2000"));
        PartitionLog log = dirty("t", 0, 120, Map.of());
        long bytes = log.sizeBytes();
        long startMs = world.nowMs;
        logs.compact();
        while (log.compaction().running) world.pass(10);
        long tookMs = world.nowMs - startMs;
        assertThat(log.sizeBytes()).isLessThan(bytes / 3);
        assertThat(tookMs).isBetween(bytes * 2 * 1000 / 2000 / 2, bytes * 3 * 1000 / 2000 + 1000);
    }

    /** Dynamic, as Kafka's: the next stretch goes by it. */
    @Test
    void theThrottleMayBeLiftedMeanwhile() {
        start(Map.of("log.cleaner.io.max.bytes.per.second", "1000"));
        PartitionLog log = dirty("t", 0, 120, Map.of());
        logs.compact();
        world.pass(200);
        assertThat(log.compaction().running).isTrue();
        logs.configure(BrokerConfig.of(Map.of("broker.id", "0", "log.dirs", "/data")));
        world.pass(1000);
        world.pass(1000);
        assertThat(log.compaction().running).isFalse();
    }

    @Test
    void aMapThatIsTooSmallTakesSeveralPasses() {
        start(Map.of("log.cleaner.dedupe.buffer.size", "240"));
        Map<String, String> overrides = new HashMap<>(COMPACTED);
        world.overrides.put("t", overrides);
        PartitionLog log = logs.open("t", 0, new Uuid(1, 1), true);
        for (int i = 0; i < 200; i++) {
            TestWorld.append(log, TestWorld.CLIENT, TestWorld.batch(world.nowMs, Codec.NONE, "y".repeat(i % 40)));
        }
        log.highWatermark(200);
        world.holdDisk = true;
        logs.compact();
        while (log.compaction().running) world.releaseDisk();
        assertThat(CompactionPlan.dirt(log, world.nowMs)).isZero();
        long sealed = log.segments().active().baseOffset();
        long below = TestWorld.records(log, 0).stream()
                .filter(r -> Long.parseLong(r.substring(0, r.indexOf(':'))) < sealed).count();
        assertThat(below).isLessThanOrEqualTo(41);
    }

    /** Steps of compaction go on until nothing is running. */
    private void finish(PartitionLog log) {
        for (int i = 0; i < 1000 && log.compaction().running; i++) world.releaseDisk();
        world.holdDisk = false;
        world.releaseDisk();
        assertThat(log.compaction().running).isFalse();
    }

    @Test
    void aLogThatIsDeletedMeanwhileDoesNoHarmToItsDirectory() {
        start(Map.of());
        for (int steps = 0; steps < 6; steps++) {
            PartitionLog log = dirty("t" + steps, 0, 120, Map.of());
            world.holdDisk = true;
            logs.compact();
            for (int i = 0; i < steps; i++) world.releaseDisk();
            logs.delete("t" + steps, 0);
            finish(log);
            assertThat(logs.directories().getFirst().online()).as("after " + steps + " steps").isTrue();
        }
        PartitionLog next = dirty("next", 0, 60, Map.of());
        logs.compact();
        assertThat(CompactionPlan.dirt(next, world.nowMs)).as("the cleaner goes on").isZero();
    }

    @Test
    void aStopMeanwhileIsACleanOne() {
        for (int steps = 0; steps < 6; steps++) {
            start(Map.of());
            PartitionLog log = dirty("t" + steps, 0, 120, Map.of());
            List<String> before = TestWorld.records(log, 119);
            world.holdDisk = true;
            logs.compact();
            for (int i = 0; i < steps; i++) world.releaseDisk();
            logs.close();
            finish(log);
            assertThat(world.surroundings.disk().exists(Path.of("/data/.kafka_cleanshutdown"))).as(steps + " steps")
                    .isTrue();
            start(Map.of());
            assertThat(TestWorld.records(logs.open("t" + steps, 0, new Uuid(1, 1), false), 119)).isEqualTo(before);
            logs.close();
        }
    }

    /** An unclean leader may make a follower cut what was compacted, or is being compacted just now. */
    @Test
    void aLogThatIsCutMeanwhileKeepsWhatCameAfterTheCut() {
        start(Map.of());
        for (int steps = 0; steps < 6; steps++) {
            PartitionLog log = dirty("t" + steps, 0, 60, Map.of());
            world.holdDisk = true;
            logs.compact();
            for (int i = 0; i < steps; i++) world.releaseDisk();
            log.truncateTo(1);
            for (int i = 0; i < 40; i++) world.append(log, "z".repeat(i % 20));
            List<String> written = TestWorld.records(log, 0);
            finish(log);
            assertThat(TestWorld.records(log, 0)).as("after " + steps + " steps").isEqualTo(written);
            log.highWatermark(log.logEndOffset());
            logs.compact();
            assertThat(TestWorld.records(log, 0)).as("compacted like any others").hasSizeLessThan(25);
            assertThat(log.logEndOffset()).isEqualTo(41);
        }
    }

    /** The map was built for records that are gone: those in their place have not been looked at. */
    @Test
    void whatComesAfterACutIsDirty() {
        start(Map.of());
        PartitionLog log = dirty("t", 0, 60, Map.of());
        logs.compact();
        assertThat(log.compaction().cleanedUpTo).isGreaterThan(50);
        log.truncateTo(3);
        assertThat(log.compaction().cleanedUpTo).isLessThanOrEqualTo(3);
    }

    /** The bound lies where compaction left nothing: what comes behind it is not for this reader yet. */
    @Test
    void aReadDoesNotJumpOverItsBound() {
        start(Map.of());
        PartitionLog log = dirty("t", 0, 60, Map.of());
        logs.compact();
        List<String> left = TestWorld.records(log, 0);
        long next = Long.parseLong(left.getFirst().substring(0, left.getFirst().indexOf(':')));
        assertThat(next).isGreaterThan(10);
        for (long bound = 1; bound <= next; bound++) {
            assertThat(log.read(0, 1 << 20, true, bound).records().size()).as("up to " + bound).isZero();
        }
        assertThat(log.read(0, 1 << 20, true, next + 1).records().size()).isPositive();
    }

    /** Offsets in a segment span 2^31 at most; those of a whole log any number. */
    @Test
    void smallSegmentsAreMergedHoweverFarTheLogGoes() {
        start(Map.of());
        world.overrides.put("t", COMPACTED);
        PartitionLog log = logs.open("t", 0, new Uuid(1, 1), true);
        long far = 3L * Integer.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            ByteBuf batch = TestWorld.batch(world.nowMs, Codec.NONE, "v".repeat(5));
            batch.setLong(0, i < 20 ? i : far + i);
            TestWorld.append(log, new AppendOptions(0, AppendOptions.Origin.REPLICATION), batch);
            log.highWatermark(log.logEndOffset());
            // Once to make them small, once to merge them.
            if (i == 40 || i == 49) logs.compact();
        }
        assertThat(log.segmentCount()).isLessThan(10);
        assertThat(TestWorld.records(log, far)).last().isEqualTo(far + 49 + ":k5=vvvvv");
    }
}
