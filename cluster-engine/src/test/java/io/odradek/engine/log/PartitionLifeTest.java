package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.odradek.engine.log.AppendOptions.Origin;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A partition is deleted, comes back, is cut, begins in the midst of a batch, and its disk is full meanwhile. */
class PartitionLifeTest {
    private static final Path DATA = Path.of("/data");
    private static final AppendOptions LEADER = new AppendOptions(0, Origin.REPLICATION);
    private static final AppendOptions COORDINATOR = new AppendOptions(0, Origin.COORDINATOR);

    private final SimDisk disk = new SimDisk(new Random(4));
    private final TestWorld world = new TestWorld(disk);
    private LogDirectories logs = start();

    private LogDirectories start() {
        return world.directories(DATA, Map.of("log.segment.delete.delay.ms", "0")).start();
    }

    private PartitionLog open(String topic) {
        return logs.open(topic, 0, new Uuid(1, 1), true);
    }

    /** Ten records, the first five of them deleted, all of it told by the checkpoints; and then it is no more. */
    private void deleted() {
        PartitionLog log = open("t");
        for (int i = 0; i < 10; i++) world.append(log, "old");
        log.highWatermark(10);
        log.advanceLogStartOffset(5);
        log.flush();
        logs.checkpointRecoveryPoints();
        logs.checkpointStartOffsets();
        logs.checkpointHighWatermarks();
        logs.delete("t", 0);
    }

    @Test
    void aPartitionThatComesBackAfterARestartBeginsAnew() {
        deleted();
        logs.close();
        logs = start();
        PartitionLog log = open("t");
        assertThat(log.logStartOffset()).isZero();
        assertThat(log.logEndOffset()).isZero();
        assertThat(world.append(log, "new").firstOffset()).isZero();
        assertThat(log.highWatermark()).isZero();
    }

    @Test
    void aPartitionThatComesBackAndIsKilledKeepsItsRecords() {
        deleted();
        PartitionLog log = open("t");
        for (int i = 0; i < 3; i++) world.append(log, "new");
        logs.abandon();
        logs = start();
        assertThat(TestWorld.records(open("t"), 0)).hasSize(3).allMatch(r -> r.endsWith("new"));
        assertThat(open("t").logStartOffset()).isZero();
    }

    @Test
    void noCheckpointGoesBeyondACut() throws IOException {
        PartitionLog log = open("t");
        PartitionLog other = open("other");
        for (int i = 0; i < 10; i++) world.append(log, "a");
        world.append(other, "a");
        log.compaction().cleanedUpTo = 8;
        log.flush();
        logs.checkpointRecoveryPoints();
        logs.compact();
        assertThat(stored(Checkpoint.RECOVERY_POINT)).containsEntry("t-0", 10L);
        assertThat(stored(Checkpoint.CLEANER_OFFSET)).containsEntry("t-0", 8L);
        log.truncateTo(4);
        assertThat(stored(Checkpoint.RECOVERY_POINT)).containsEntry("t-0", 4L).containsKey("other-0");
        assertThat(stored(Checkpoint.CLEANER_OFFSET)).containsEntry("t-0", 4L);
        log.truncateFullyAndStartAt(2);
        assertThat(stored(Checkpoint.RECOVERY_POINT)).containsEntry("t-0", 2L);
    }

    private Map<String, Long> stored(String name) throws IOException {
        return new Checkpoint(disk, DATA, name).read();
    }

    @Test
    void aFollowerMayBeginInTheMidstOfABatch() {
        PartitionLog leader = open("leader");
        TestWorld.append(leader, TestWorld.CLIENT, TestWorld.batch(world.nowMs, Codec.LZ4, "a", "b", "c", "d", "e"));
        world.append(leader, "f");
        PartitionLog follower = open("t");
        follower.truncateFullyAndStartAt(3);
        ByteBuf sent = Unpooled.copiedBuffer(TestWorld.bytes(leader.read(3, 1 << 20, true, 6)));
        TestWorld.append(follower, LEADER, sent);
        assertThat(follower.logStartOffset()).isEqualTo(3);
        assertThat(follower.logEndOffset()).isEqualTo(6);
        assertThat(follower.endOffsetForEpoch(0)).isEqualTo(new PartitionLog.EpochEnd(0, 6));
        logs.abandon();
        logs = start();
        PartitionLog again = open("t");
        assertThat(again.logEndOffset()).as("nothing is cut off by the recovery").isEqualTo(6);
        assertThat(TestWorld.records(again, 3)).containsExactly("3:k1=d", "4:k1=e", "5:k1=f");
    }

    @Test
    void batchesThatOverlapWhatIsThereAreRefused() {
        PartitionLog log = open("t");
        world.append(log, "a");
        ByteBuf overlapping = TestWorld.batch(world.nowMs, Codec.NONE, "x", "y", "z");
        assertThatThrownBy(() -> TestWorld.append(log, LEADER, overlapping)).isInstanceOf(RecordsRejected.class);
        assertThat(TestWorld.records(log, 0)).hasSize(1);
    }

    private void transactional(PartitionLog log, int sequence) {
        try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT).producer(7, (short) 0, sequence)) {
            TestWorld.append(log, TestWorld.CLIENT, builder.transactional()
                    .append(world.nowMs, TestWorld.bytes("k"), TestWorld.bytes("v")).build());
        }
    }

    private ByteBuf abort() {
        return new EndMarker(false, 1).batch(ByteBufAllocator.DEFAULT, world.nowMs, 7, (short) 0);
    }

    @Test
    void theLastStableOffsetIsNotBelowTheStart() {
        PartitionLog log = open("t");
        transactional(log, 0);
        world.append(log, "a", "b");
        log.highWatermark(3);
        assertThat(log.lastStableOffset()).isZero();
        log.advanceLogStartOffset(2);
        assertThat(log.lastStableOffset()).as("else a reader of committed records is sent out of range").isEqualTo(2);
        assertThat(log.read(2, 1 << 20, true, log.lastStableOffset()).records().size()).isZero();
    }

    /** All aborted transactions of the records that a reader gets, and few others: a long log has thousands. */
    @Test
    void aReaderIsToldOfTheAbortsThatTouchWhatItGets() {
        world.overrides.put("t", Map.of("index.interval.bytes", "100", "segment.bytes", "3000"));
        PartitionLog log = open("t");
        for (int i = 0; i < 50; i++) {
            transactional(log, i);
            TestWorld.append(log, COORDINATOR, abort());
        }
        log.highWatermark(100);
        for (int from = 0; from < 100; from++) {
            Read read = log.read(from, 400, true, 100);
            ByteBuffer bytes = TestWorld.bytes(read);
            long last = Records.each(bytes, (batch, record) -> { }) - 1;
            assertThat(read.nextOffset()).isEqualTo(last + 1);
            List<AbortedTransaction> told = log.abortedTransactions(from, read.nextOffset());
            for (long first = from / 2 * 2; first <= last; first += 2) {
                assertThat(told).contains(new AbortedTransaction(7, first));
            }
            assertThat(told).hasSizeLessThan(8);
        }
    }

    @Test
    void anAbortThatJustFitsOnAFullDiskIsTakenAndRemembered() {
        world.overrides.put("t", Map.of("index.interval.bytes", "1000000"));
        PartitionLog log = open("t");
        transactional(log, 0);
        ByteBuf abort = abort();
        disk.capacity = 0;
        disk.capacity = abort.readableBytes() - disk.usableBytes(DATA);
        TestWorld.append(log, COORDINATOR, abort);
        assertThat(log.offline()).isFalse();
        log.highWatermark(2);
        List<AbortedTransaction> expected = List.of(new AbortedTransaction(7, 0));
        assertThat(log.abortedTransactions(0, 2)).isEqualTo(expected);
        disk.capacity = Long.MAX_VALUE;
        transactional(log, 1);
        logs.abandon();
        logs = start();
        assertThat(open("t").abortedTransactions(0, 2)).as("after a kill").isEqualTo(expected);
        logs.close();
        logs = start();
        assertThat(open("t").abortedTransactions(0, 2)).as("after a stop").isEqualTo(expected);
    }

    @Test
    void aStopOnAFullDiskIsNoCleanOneAndLosesNothing() throws IOException {
        PartitionLog log = open("t");
        PartitionLog other = open("u");
        for (int i = 0; i < 10; i++) {
            world.append(log, "x".repeat(1000));
            world.append(other, "y".repeat(1000));
        }
        disk.capacity = 0;
        logs.close();
        assertThat(disk.exists(DATA.resolve(".kafka_cleanshutdown"))).isFalse();
        assertThat(other.closed()).as("one that cannot be closed does not keep the others open").isTrue();
        disk.capacity = Long.MAX_VALUE;
        logs = start();
        assertThat(TestWorld.records(open("t"), 0)).hasSize(10);
        assertThat(TestWorld.records(open("u"), 0)).hasSize(10);
    }

    /** As Kafka 0.10 wrote it: a recovery must not take it for garbage. */
    @Test
    void aLogOfAnOlderFormatIsRefusedAndLeftAlone() throws IOException {
        PartitionLog log = open("t");
        Path file = log.directory().resolve("00000000000000000000.log");
        logs.abandon();
        ByteBuffer old = ByteBuffer.allocate(12 + 22 + 5).putLong(0).putInt(22 + 5).putInt(0).put((byte) 1)
                .put((byte) 0).putLong(world.nowMs).putInt(-1).putInt(5)
                .put("hello".getBytes(StandardCharsets.UTF_8)).flip();
        CRC32 crc = new CRC32();
        crc.update(old.slice(16, old.limit() - 16));
        old.putInt(12, (int) crc.getValue());
        byte[] bytes = old.array();
        disk.replace(file, bytes);
        logs = start();
        assertThatThrownBy(() -> open("t")).isInstanceOf(LogFailure.class);
        assertThat(disk.read(file)).isEqualTo(bytes);
    }

    @Test
    void aTopicIdThatACrashToreIsToldAgain() throws IOException {
        PartitionLog log = open("t");
        world.append(log, "a");
        Path file = log.directory().resolve(PartitionMetadata.FILE);
        logs.abandon();
        disk.replace(file, "version: 0\ntopic_id: AAA".getBytes(StandardCharsets.UTF_8));
        logs = start();
        PartitionLog again = open("t");
        assertThat(TestWorld.records(again, 0)).hasSize(1);
        assertThat(again.topicId()).as("recovered before anybody told").isEqualTo(Uuid.ZERO);
        again.learnTopicId(new Uuid(1, 1));
        again.learnTopicId(new Uuid(2, 2));
        logs.abandon();
        logs = start();
        assertThat(open("t").topicId()).isEqualTo(new Uuid(1, 1));
    }

    /** Or what is left of a topic would be taken for the next one's of the same name. */
    @Test
    void recordsDoNotOutliveTheIdOfTheirTopic() {
        int survived = 0;
        for (int i = 0; i < 30; i++) {
            disk.wipe();
            logs = start();
            world.append(open("t"), "a");
            logs.abandon();
            disk.crash();
            logs = start();
            PartitionLog log = logs.find("t", 0);
            if (log == null || log.logEndOffset() == 0) continue;
            survived++;
            assertThat(log.topicId()).isEqualTo(new Uuid(1, 1));
        }
        assertThat(survived).isPositive();
    }
}
