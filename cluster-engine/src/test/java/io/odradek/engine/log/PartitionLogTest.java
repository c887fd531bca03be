package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionLogTest {
    private static final Uuid ID = new Uuid(1, 2);

    @TempDir
    Path data;
    private final TestWorld world = new TestWorld(new SystemDisk());

    @Test
    void recordsAreReadBackAfterAReopen() {
        LogDirectories logs = world.directories(data, Map.of()).start();
        PartitionLog log = logs.open("t", 0, ID, true);
        assertThat(world.append(log, "a", "bb").firstOffset()).isZero();
        assertThat(world.append(log, "ccc")).isEqualTo(new Appended(2, 2, -1, 0));
        log.highWatermark(3);
        assertThat(TestWorld.records(log, 0)).containsExactly("0:k1=a", "1:k2=bb", "2:k3=ccc");
        logs.close();
        assertThat(data.resolve(".kafka_cleanshutdown")).exists();
        LogDirectories again = world.directories(data, Map.of()).start();
        PartitionLog reopened = again.open("t", 0, ID, false);
        assertThat(reopened.logEndOffset()).isEqualTo(3);
        assertThat(reopened.highWatermark()).isEqualTo(3);
        assertThat(reopened.topicId()).isEqualTo(ID);
        assertThat(TestWorld.records(reopened, 1)).containsExactly("1:k2=bb", "2:k3=ccc");
        again.close();
    }

    @Test
    void theEpochOfALeaderThatWroteNothingGoesWithTheNextTruncation() {
        PartitionLog log = small(Map.of());
        world.append(log, "a", "b");
        log.assignEpochStart(5, 2);
        assertThat(log.latestEpoch()).isEqualTo(5);
        log.truncateTo(2);
        assertThat(log.latestEpoch()).isZero();
        assertThat(log.logEndOffset()).isEqualTo(2);
    }

    @Test
    void aProducerThatWasNeverHereBeginsWithItsFirstRecord() {
        PartitionLog log = small(Map.of());
        assertThatThrownBy(() -> numbered(log, 1)).isInstanceOf(RecordsRejected.class);
        assertThat(numbered(log, 0).firstOffset()).isZero();
        assertThat(numbered(log, 1).firstOffset()).isEqualTo(1);
    }

    @Test
    void whereRecordsWereDeletedAProducerMayGoOnWithAnyNumber() {
        PartitionLog log = small(Map.of());
        world.append(log, "a", "b");
        log.highWatermark(2);
        log.advanceLogStartOffset(2);
        assertThat(numbered(log, 4).firstOffset()).isEqualTo(2);
    }

    @Test
    void retriesAreKnownHoweverFarBackTheirBatchesLie() {
        world.overrides.put("t", Map.of("segment.bytes", "300"));
        LogDirectories logs = world.directories(data, Map.of()).start();
        PartitionLog log = logs.open("t", 0, ID, true);
        for (int i = 0; i < 7; i++) {
            numbered(log, i);
            for (int k = 0; k < 20; k++) world.append(log, "of another");
        }
        assertThat(log.segmentCount()).isGreaterThan(30);
        lastFiveAreKnown(log);
        log.truncateTo(log.logEndOffset() - 1);
        lastFiveAreKnown(log);
        logs.abandon();
        LogDirectories afterKill = world.directories(data, Map.of()).start();
        lastFiveAreKnown(afterKill.open("t", 0, ID, false));
        afterKill.close();
        LogDirectories afterStop = world.directories(data, Map.of()).start();
        lastFiveAreKnown(afterStop.open("t", 0, ID, false));
        afterStop.close();
    }

    private void lastFiveAreKnown(PartitionLog log) {
        long end = log.logEndOffset();
        for (int i = 2; i < 7; i++) assertThat(numbered(log, i).firstOffset()).isEqualTo(21 * i);
        assertThatThrownBy(() -> numbered(log, 1)).isInstanceOf(RecordsRejected.class);
        assertThat(log.logEndOffset()).isEqualTo(end);
    }

    private Appended numbered(PartitionLog log, int sequence) {
        try (BatchBuilder b = new BatchBuilder(ByteBufAllocator.DEFAULT).producer(77, (short) 0, sequence)) {
            return TestWorld.append(log, TestWorld.CLIENT, b.append(world.nowMs, null, TestWorld.bytes("v")).build());
        }
    }

    @Test
    void checkpointsOfADeletedPartitionSayNothingOfTheNextOfItsName() {
        LogDirectories logs = world.directories(data, Map.of()).start();
        PartitionLog former = logs.open("t", 0, ID, true);
        world.append(former, "a", "b", "c", "d");
        former.highWatermark(4);
        former.advanceLogStartOffset(3);
        logs.checkpointHighWatermarks();
        logs.checkpointStartOffsets();
        logs.delete("t", 0);
        PartitionLog next = logs.open("t", 0, new Uuid(5, 6), true);
        assertThat(next.logStartOffset()).isZero();
        world.append(next, "x");
        logs.abandon();
        LogDirectories again = world.directories(data, Map.of()).start();
        PartitionLog reopened = again.open("t", 0, new Uuid(5, 6), false);
        assertThat(TestWorld.records(reopened, 0)).containsExactly("0:k1=x");
        assertThat(reopened.highWatermark()).isZero();
        again.close();
    }

    @Test
    void readsEndAtWholeBatchesAndAtTheBound() {
        PartitionLog log = small(Map.of("index.interval.bytes", "1"));
        for (int i = 0; i < 50; i++) world.append(log, "value-" + i);
        int one = TestWorld.bytes(log.read(0, 1, true, 50)).remaining();
        assertThat(one).isLessThan(200);
        assertThat(log.read(0, 1, false, 50).records().size()).isZero();
        for (long from : List.of(0L, 7L, 31L)) {
            int got = log.read(from, one * 3 + 10, true, 50).records().size();
            assertThat(TestWorld.batches(TestWorld.bytes(log.read(from, one * 3 + 10, true, 50)))).hasSize(3);
            assertThat(TestWorld.bytes(log.read(from, one * 3 + 10, true, 50)).remaining()).isEqualTo(got);
        }
        assertThat(TestWorld.batches(TestWorld.bytes(log.read(5, 1 << 20, true, 9))).getLast().lastOffset())
                .isLessThan(9);
        assertThat(log.read(9, 1 << 20, true, 9).records().size()).isZero();
        assertThatThrownBy(() -> log.read(51, 1, true, 51)).isInstanceOf(OffsetOutOfRange.class);
    }

    @Test
    void segmentsRollAndAreFoundAgain() {
        PartitionLog log = small(Map.of("segment.bytes", "300"));
        for (int i = 0; i < 20; i++) world.append(log, "some value " + i);
        assertThat(log.segmentCount()).isGreaterThan(3);
        assertThat(TestWorld.records(log, 0)).hasSize(20);
        assertThat(log.directory().resolve("00000000000000000000.timeindex")).exists();
        log.truncateTo(4);
        assertThat(TestWorld.records(log, 0)).hasSize(4);
        world.append(log, "x");
        assertThat(TestWorld.records(log, 4)).containsExactly("4:k1=x");
    }

    @Test
    void anEpochWithoutRecordsIsForgottenByACutAtTheEnd() {
        PartitionLog log = small(Map.of());
        world.append(log, "x");
        int before = log.latestEpoch();
        log.assignEpochStart(7, 1);
        assertThat(log.latestEpoch()).isEqualTo(7);
        log.truncateTo(1);
        assertThat(log.logEndOffset()).isEqualTo(1);
        assertThat(log.latestEpoch()).isEqualTo(before);
    }

    @Test
    void aMoveThatAStopInterruptedIsRememberedAndItsFilesGo() throws Exception {
        Path second = data.resolveSibling("second");
        LogDirectories logs = world.directories(data, Map.of("log.dirs", data + "," + second)).start();
        PartitionLog log = logs.open("t", 0, ID, true);
        world.append(log, "x");
        Path to = (log.directory().startsWith(data) ? second : data).toAbsolutePath();
        PartitionLog future = logs.moves().begin("t", 0, to, ID, 0);
        assertThat(future.directory().getFileName().toString()).startsWith("t-0.").endsWith("-future");
        assertThat(logs.moves().futures()).extracting(LogMoves.Future::topic).containsExactly("t");
        logs.close();
        LogDirectories again = world.directories(data, Map.of("log.dirs", data + "," + second)).start();
        assertThat(future.directory()).doesNotExist();
        assertThat(again.moves().interrupted("t", 0)).isEqualTo(to);
        assertThat(again.moves().interrupted("t", 0)).isNull();
        again.close();
    }

    @Test
    void aTornTailIsCutAfterACrash() throws Exception {
        LogDirectories logs = world.directories(data, Map.of()).start();
        PartitionLog log = logs.open("t", 0, ID, true);
        world.append(log, "a");
        world.append(log, "b");
        Path file = log.directory().resolve("00000000000000000000.log");
        logs.abandon();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3));
        PartitionLog reopened = world.directories(data, Map.of()).start().open("t", 0, ID, false);
        assertThat(TestWorld.records(reopened, 0)).containsExactly("0:k1=a");
        assertThat(reopened.logEndOffset()).isEqualTo(1);
    }

    @Test
    void leaderEpochsOfALostCheckpointAreReadFromTheBatches() throws Exception {
        LogDirectories logs = world.directories(data, Map.of()).start();
        PartitionLog log = logs.open("t", 0, ID, true);
        for (int epoch : new int[] {0, 0, 3, 5, 5}) {
            TestWorld.append(log, new AppendOptions(epoch, AppendOptions.Origin.CLIENT),
                    TestWorld.batch(world.nowMs, Codec.NONE, "a"));
        }
        logs.close();
        Path checkpoint = log.directory().resolve("leader-epoch-checkpoint");
        String before = Files.readString(checkpoint);
        Files.delete(checkpoint);
        PartitionLog reopened = world.directories(data, Map.of()).start().open("t", 0, ID, false);
        assertThat(Files.readString(checkpoint)).isEqualTo(before);
        assertThat(reopened.latestEpoch()).isEqualTo(5);
        assertThat(reopened.endOffsetForEpoch(2)).isEqualTo(new PartitionLog.EpochEnd(0, 2));
    }

    @Test
    void aBatchIsCutAsAWhole() {
        PartitionLog log = small(Map.of());
        world.append(log, "a", "b");
        world.append(log, "c", "d", "e");
        log.truncateTo(4);
        assertThat(log.logEndOffset()).isEqualTo(2);
        assertThat(TestWorld.records(log, 0)).hasSize(2);
    }

    @Test
    void recordsAreFoundByTime() {
        PartitionLog log = small(Map.of("segment.bytes", "300"));
        long start = world.nowMs;
        for (int i = 0; i < 20; i++) {
            world.append(log, "value " + i);
            world.pass(1000);
        }
        assertThat(log.offsetForTimestamp(start + 4500)).isEqualTo(new PartitionLog.Found(start + 5000, 5, 0));
        assertThat(log.offsetForTimestamp(start).offset()).isZero();
        assertThat(log.offsetForTimestamp(start + 19_001)).isEqualTo(PartitionLog.Found.NONE);
        assertThat(log.maxTimestamp()).isEqualTo(new PartitionLog.Found(start + 19_000, 19, 0));
    }

    @Test
    void oldSegmentsGo() {
        PartitionLog log = small(Map.of("segment.bytes", "300", "retention.ms", "5000", "file.delete.delay.ms", "0"));
        for (int i = 0; i < 20; i++) {
            world.append(log, "value " + i);
            world.pass(1000);
        }
        log.highWatermark(20);
        assertThat(log.retain()).isPositive();
        assertThat(log.logStartOffset()).isBetween(10L, 16L);
        assertThatThrownBy(() -> log.read(0, 1, true, 20)).isInstanceOf(OffsetOutOfRange.class);
        world.pass(60_000);
        log.retain();
        assertThat(log.logStartOffset()).isEqualTo(20);
        assertThat(log.segmentCount()).isEqualTo(1);
        assertThat(world.append(log, "on").firstOffset()).isEqualTo(20);
    }

    @Test
    void batchesThatAreTooLargeAreRefused() {
        PartitionLog log = small(Map.of("max.message.bytes", "100"));
        assertThatThrownBy(() -> world.append(log, "x".repeat(200))).isInstanceOfSatisfying(RecordsRejected.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
        assertThat(log.logEndOffset()).isZero();
    }

    @Test
    void aTopicsCodecIsAppliedToWhatIsSent() {
        PartitionLog log = small(Map.of("compression.type", "zstd"));
        world.append(log, "a", "b");
        TestWorld.append(log, TestWorld.CLIENT, TestWorld.batch(world.nowMs, Codec.GZIP, "c"));
        assertThat(TestWorld.records(log, 0)).containsExactly("0:k1=a", "1:k1=b", "2:k1=c");
        TestWorld.batches(TestWorld.bytes(log.read(0, 1 << 20, true, 3)))
                .forEach(b -> assertThat(b.codec()).isEqualTo(Codec.ZSTD));
    }

    @Test
    void aDirectoryServesOneBrokerOnly() {
        LogDirectories first = world.directories(data, Map.of()).start();
        assertThatThrownBy(() -> world.directories(data, Map.of()).start()).isInstanceOf(LogFailure.class)
                .hasMessageContaining("Failed to acquire lock");
        first.close();
        assertThatThrownBy(() -> world.directories(data, Map.of("broker.id", "7")).start())
                .hasMessageContaining("doesn't match stored broker.id 0");
    }

    private PartitionLog small(Map<String, String> overrides) {
        world.overrides.put("t", overrides);
        return world.directories(data, Map.of("log.segment.delete.delay.ms", "0")).start().open("t", 0, ID, true);
    }
}
