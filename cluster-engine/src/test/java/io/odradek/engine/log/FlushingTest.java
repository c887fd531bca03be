package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.record.Codec;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlushingTest {
    private static final Path DATA = Path.of("/data");

    private final SimDisk disk = new SimDisk(new Random(3));
    private final TestWorld world = new TestWorld(disk);

    private LogDirectories logs;

    private PartitionLog open(Map<String, String> overrides) {
        world.overrides.put("t", overrides);
        logs = world.directories(DATA, Map.of("log.segment.delete.delay.ms", "0",
                "log.flush.scheduler.interval.ms", "500")).start();
        return logs.open("t", 0, new Uuid(1, 2), true);
    }

    @Test
    void recordsAreReadyWhenTheyAreDurable() {
        PartitionLog log = open(Map.of("flush.messages", "1"));
        world.holdDisk = true;
        List<Long> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            world.append(log, "a");
            log.whenReady(log.logEndOffset(), () -> told.add(log.readyOffset()));
        }
        assertThat(log.logEndOffset()).isEqualTo(3);
        assertThat(log.readyOffset()).isZero();
        assertThat(told).isEmpty();
        world.releaseDisk();
        assertThat(told).as("the flush began after the first record").containsExactly(1L);
        assertThat(log.recoveryPoint()).isEqualTo(1);
        world.releaseDisk();
        assertThat(told).as("one flush for the other two").containsExactly(1L, 3L, 3L);
        assertThat(log.recoveryPoint()).isEqualTo(3);
    }

    @Test
    void oneFlushServesAllThatCameMeanwhile() {
        PartitionLog log = open(Map.of("flush.messages", "1"));
        world.append(log, "first");
        world.holdDisk = true;
        int before = disk.forces;
        for (int i = 0; i < 100; i++) world.append(log, "a");
        world.releaseDisk();
        world.releaseDisk();
        assertThat(log.readyOffset()).isEqualTo(101);
        assertThat(disk.forces - before).isEqualTo(2);
    }

    @Test
    void fewerThanFlushMessagesWaitForNothing() {
        PartitionLog log = open(Map.of("flush.messages", "10"));
        world.holdDisk = true;
        for (int i = 0; i < 9; i++) world.append(log, "a");
        assertThat(log.readyOffset()).isEqualTo(9);
        assertThat(log.recoveryPoint()).isZero();
        world.append(log, "the tenth");
        world.append(log, "goes in order with those before");
        assertThat(log.readyOffset()).isEqualTo(9);
        world.releaseDisk();
        assertThat(log.readyOffset()).isEqualTo(11);
        assertThat(log.recoveryPoint()).isEqualTo(10);
    }

    @Test
    void flushMsIsKeptWithoutFurtherAppends() {
        PartitionLog log = open(Map.of("flush.ms", "1000"));
        world.append(log, "a");
        assertThat(log.readyOffset()).isEqualTo(1);
        world.pass(40_000);
        assertThat(log.recoveryPoint()).isEqualTo(1);
    }

    @Test
    void aFlushThatFailsAcknowledgesNothingAndEndsTheDirectory() {
        PartitionLog log = open(Map.of("flush.messages", "1"));
        world.holdDisk = true;
        world.append(log, "a");
        List<Long> told = new ArrayList<>();
        log.whenReady(1, () -> told.add(log.readyOffset()));
        disk.broken = DATA;
        world.releaseDisk();
        assertThat(told).as("told that it never will be").containsExactly(0L);
        assertThatThrownBy(() -> world.append(log, "b")).isInstanceOf(LogFailure.class);
    }

    /** A recovery does not read what was flushed once more, so that nothing else could tell of its epochs. */
    @Test
    void theEpochsOfRecordsThatAreDurableAreAsWell() {
        for (int i = 0; i < 20; i++) {
            disk.wipe();
            PartitionLog log = open(Map.of("segment.bytes", "150"));
            for (int epoch = 0; epoch < 6; epoch++) {
                AppendOptions leader = new AppendOptions(epoch, AppendOptions.Origin.CLIENT);
                for (int n = 0; n < 3; n++) {
                    TestWorld.append(log, leader, TestWorld.batch(world.nowMs, Codec.NONE, "a"));
                }
            }
            log.flush();
            logs.checkpointRecoveryPoints();
            logs.abandon();
            disk.crash();
            PartitionLog again = open(Map.of("segment.bytes", "150"));
            assertThat(again.logEndOffset()).isEqualTo(18);
            for (int epoch = 0; epoch < 6; epoch++) {
                assertThat(again.endOffsetForEpoch(epoch))
                        .isEqualTo(new PartitionLog.EpochEnd(epoch, 3 * epoch + 3));
            }
            logs.abandon();
        }
    }

    @Test
    void aFlushSaysNothingOfWhatCameAfterACut() {
        PartitionLog log = open(Map.of());
        for (int i = 0; i < 5; i++) world.append(log, "a");
        world.holdDisk = true;
        log.configure(TestWorld.config(Map.of("flush.messages", "1")));
        world.append(log, "asks for a flush up to 6");
        log.truncateTo(2);
        log.configure(TestWorld.config(Map.of()));
        for (int i = 0; i < 6; i++) world.append(log, "b");
        world.releaseDisk();
        assertThat(log.recoveryPoint()).isLessThanOrEqualTo(2);
        world.releaseDisk();
        assertThat(log.readyOffset()).isEqualTo(8);
    }
}
