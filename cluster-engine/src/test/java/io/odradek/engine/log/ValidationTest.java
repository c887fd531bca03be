package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.log.AppendOptions.Origin;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client may not write, each with the error that a real broker (LogValidator, UnifiedLog) gives. */
class ValidationTest {
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);
    private static final int COUNT_AT = 57;

    private final TestWorld world = new TestWorld(new SimDisk(new Random(1)));
    private final Map<String, String> overrides = new HashMap<>();
    private PartitionLog log;

    private PartitionLog log() {
        if (log == null) {
            world.overrides.put("t", overrides);
            log = world.directories(Path.of("/data"), Map.of()).start().open("t", 0, new Uuid(1, 1), true);
        }
        return log;
    }

    private RecordsRejected refused(ByteBuf batch) {
        long end = log().logEndOffset();
        RecordsRejected e = catchThrowableOfType(RecordsRejected.class, () -> log().append(batch, TestWorld.CLIENT));
        assertThat(e).as("an error").isNotNull();
        assertThat(log().logEndOffset()).isEqualTo(end);
        return e;
    }

    private ErrorCode code(ByteBuf batch) {
        return refused(batch).code();
    }

    private BatchBuilder builder() {
        return new BatchBuilder(HEAP);
    }

    private ByteBuf batch(String... values) {
        BatchBuilder builder = builder();
        for (String each : values) builder.append(world.nowMs, TestWorld.bytes("k"), TestWorld.bytes(each));
        return builder.build();
    }

    /** Changes a good batch, and makes its checksum right again. */
    private ByteBuf changed(Consumer<ByteBuffer> change) {
        ByteBuf batch = batch("a", "b");
        ByteBuffer bytes = batch.nioBuffer();
        change.accept(bytes);
        BatchView view = new BatchView().on(bytes, 0);
        long max = view.maxTimestamp();
        view.stamp(view.logAppendTime(), max + 1);
        view.stamp(view.logAppendTime(), max);
        return batch;
    }

    @Test
    void nothingAndMoreThanOneBatch() {
        assertThat(code(Unpooled.EMPTY_BUFFER)).isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(code(Unpooled.wrappedBuffer(batch("a"), batch("b")))).isEqualTo(ErrorCode.INVALID_RECORD);
    }

    @Test
    void formatsZeroAndOne() {
        for (byte magic = 0; magic < 2; magic++) {
            ByteBuf old = batch("a");
            old.setByte(16, magic);
            assertThat(code(old)).as("magic " + magic).isEqualTo(ErrorCode.INVALID_RECORD);
        }
    }

    @Test
    void damagedBytes() {
        ByteBuf wrong = batch("abc");
        wrong.setByte(wrong.writerIndex() - 2, 'x');
        assertThat(code(wrong)).isEqualTo(ErrorCode.CORRUPT_MESSAGE);
        ByteBuf whole = batch("abc");
        assertThat(code(whole.slice(0, whole.readableBytes() - 1))).isEqualTo(ErrorCode.CORRUPT_MESSAGE);
        assertThat(code(whole.slice(0, 20))).isEqualTo(ErrorCode.CORRUPT_MESSAGE);
    }

    @Test
    void headersThatContradictTheRecords() {
        assertThat(code(changed(b -> b.putLong(0, 5)))).as("base offset").isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(code(changed(b -> b.putInt(23, -1)))).as("last delta").isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(code(changed(b -> b.putInt(23, 7)))).as("delta and count").isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(code(changed(b -> b.putInt(COUNT_AT, 0)))).as("no records").isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(code(changed(b -> b.putInt(COUNT_AT, 1).putInt(23, 0)))).as("more than told")
                .isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(code(changed(b -> b.putInt(COUNT_AT, 3).putInt(23, 2)))).as("fewer than told")
                .isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(code(changed(b -> b.putShort(21, (short) 7)))).as("codec 7").isEqualTo(ErrorCode.INVALID_RECORD);
    }

    @Test
    void controlBatches() {
        assertThat(code(new EndMarker(true, 1).batch(HEAP, world.nowMs, 3, (short) 0)))
                .isEqualTo(ErrorCode.INVALID_RECORD);
    }

    @Test
    void idempotentBatchesWithoutASequence() {
        ByteBuf batch = builder().producer(5, (short) 0, -1).append(world.nowMs, null, null).build();
        assertThat(code(batch)).isEqualTo(ErrorCode.INVALID_RECORD);
    }

    @Test
    void recordsWithoutKeyOnACompactedTopic() {
        overrides.put("cleanup.policy", "compact");
        ByteBuffer key = TestWorld.bytes("k");
        RecordsRejected e = refused(builder().append(world.nowMs, key, key).append(world.nowMs, null, key)
                .append(world.nowMs, key, null).append(world.nowMs, null, null).build());
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(e.errors()).extracting(RecordsRejected.Error::batchIndex).containsExactly(1, 3);
        assertThat(e.errors().getFirst().message()).contains("Compacted topic cannot accept message without key");
    }

    @Test
    void timesTooFarFromTheBrokers() {
        overrides.put("message.timestamp.before.max.ms", "1000");
        overrides.put("message.timestamp.after.max.ms", "2000");
        long now = world.nowMs;
        ByteBuffer key = TestWorld.bytes("k");
        RecordsRejected e = refused(builder().append(now - 1001, key, key).append(now, key, key)
                .append(now + 2001, key, key).build());
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        assertThat(e.errors()).extracting(RecordsRejected.Error::batchIndex).containsExactly(0, 2);
        log().append(builder().append(now - 1000, key, key).append(now + 2000, key, key).append(-1, key, key).build(),
                TestWorld.CLIENT);
        assertThat(log().logEndOffset()).isEqualTo(3);
    }

    @Test
    void theDefaultsTakeThePastAndOneHourOfTheFuture() {
        ByteBuffer key = TestWorld.bytes("k");
        log().append(builder().append(0, key, key).build(), TestWorld.CLIENT);
        log().append(builder().append(world.nowMs + 3_600_000, key, key).build(), TestWorld.CLIENT);
        assertThat(code(builder().append(world.nowMs + 3_600_001, key, key).build()))
                .isEqualTo(ErrorCode.INVALID_TIMESTAMP);
    }

    @Test
    void theBrokersTimeIsNotTheProducersToSet() {
        overrides.put("message.timestamp.type", "LogAppendTime");
        ByteBuf stamped = builder().logAppendTime(7).append(7, null, null).build();
        assertThat(code(stamped)).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void logAppendTimeIsTheBrokersAndNoRecordIsTouched(Codec codec) {
        overrides.put("message.timestamp.type", "LogAppendTime");
        overrides.put("message.timestamp.before.max.ms", "10");
        ByteBuf batch = TestWorld.batch(5, codec, "a", "bb");
        ByteBuf before = batch.copy();
        Appended appended = TestWorld.append(log(), TestWorld.CLIENT, batch);
        assertThat(appended.logAppendTimeMs()).isEqualTo(world.nowMs);
        ByteBuffer stored = TestWorld.bytes(log().read(0, 1 << 20, true, 2));
        BatchView view = new BatchView().on(stored, 0);
        assertThat(view.crcIsRight()).isTrue();
        assertThat(view.logAppendTime()).isTrue();
        assertThat(view.maxTimestamp()).isEqualTo(world.nowMs);
        int records = stored.remaining() - BatchView.HEADER_BYTES;
        assertThat(stored.slice(BatchView.HEADER_BYTES, records))
                .isEqualTo(before.nioBuffer(BatchView.HEADER_BYTES, records));
        before.release();
        Records.each(stored, (b, r) -> assertThat(r.timestamp()).isEqualTo(world.nowMs));
    }

    @Test
    void batchesThatAreTooLarge() {
        overrides.put("max.message.bytes", "300");
        overrides.put("segment.bytes", "200");
        assertThat(code(batch("x".repeat(300)))).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(code(batch("x".repeat(180)))).isEqualTo(ErrorCode.RECORD_LIST_TOO_LARGE);
    }

    /** A batch that only grows beyond the limit when it is compressed as the topic wants it is refused then. */
    @Test
    void batchesThatGrowTooLarge() {
        overrides.put("max.message.bytes", "300");
        overrides.put("compression.type", "uncompressed");
        ByteBuf batch = TestWorld.batch(world.nowMs, Codec.ZSTD, "x".repeat(2000));
        assertThat(code(batch)).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        batch.release();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void theTopicsCodecWins(Codec target) {
        overrides.put("compression.type", target.configName());
        long offset = 0;
        for (Codec sent : Codec.values()) {
            TestWorld.append(log(), TestWorld.CLIENT, TestWorld.batch(world.nowMs, sent, "a", "b" + sent));
            offset += 2;
        }
        List<BatchView> stored = TestWorld.batches(TestWorld.bytes(log().read(0, 1 << 20, true, offset)));
        assertThat(stored).hasSize(5).allMatch(b -> b.codec() == target && b.crcIsRight());
        assertThat(TestWorld.records(log(), 0)).hasSize(10).contains("9:k5=bZSTD");
    }

    @Test
    void oneWrongTimeOutweighsWhateverElseIsWrong() {
        overrides.put("cleanup.policy", "compact");
        overrides.put("message.timestamp.before.max.ms", "1000");
        ByteBuffer key = TestWorld.bytes("k");
        RecordsRejected e = refused(builder().append(world.nowMs, null, key)
                .append(world.nowMs - 2000, key, key).build());
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        assertThat(e.errors()).extracting(RecordsRejected.Error::batchIndex).containsExactly(0, 1);
    }

    @Test
    void batchesThatGrowBeyondASegment() {
        overrides.put("segment.bytes", "300");
        overrides.put("compression.type", "uncompressed");
        assertThat(code(TestWorld.batch(world.nowMs, Codec.ZSTD, "x".repeat(2000))))
                .isEqualTo(ErrorCode.RECORD_LIST_TOO_LARGE);
    }

    /** A real broker takes a time that the producer calls the broker's, and stores it as the producer's. */
    @Test
    void whoeverSetTheTimeATopicOfProducersTimesStoresThose() {
        overrides.put("compression.type", "zstd");
        TestWorld.append(log(), TestWorld.CLIENT, builder().logAppendTime(world.nowMs).append(world.nowMs, null, null)
                .build());
        BatchView stored = TestWorld.batches(TestWorld.bytes(log().read(0, 1 << 20, true, 1))).getFirst();
        assertThat(stored.logAppendTime()).isFalse();
        assertThat(stored.maxTimestamp()).isEqualTo(world.nowMs);
    }

    /** Null means that the bytes which came are the bytes that are written. */
    @ParameterizedTest
    @EnumSource(Codec.class)
    void whatMayStayAsItIsIsNeverBuiltAnew(Codec sent) {
        for (String wanted : List.of("producer", sent.configName())) {
            TopicConfig config = TestWorld.config(Map.of("compression.type", wanted, "message.timestamp.type",
                    wanted.equals("producer") ? "CreateTime" : "LogAppendTime"));
            Validation validation = new Validation("t-0");
            ByteBuf batch = TestWorld.batch(world.nowMs, sent, "a", "bb");
            validation.check(batch.nioBuffer(), config, world.nowMs);
            assertThat(validation.place(config, 7, 3, world.nowMs)).as(wanted).isNull();
            assertThat(batch.getLong(0)).isEqualTo(7);
            batch.release();
        }
    }

    @Test
    void producersOutOfTurn() {
        TestWorld.append(log(), TestWorld.CLIENT, from(7, 1, 0, false));
        assertThat(code(from(7, 0, 1, false))).isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH);
        assertThat(code(from(7, 1, 2, false))).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(code(from(7, 2, 3, false))).as("a new epoch begins with 0")
                .isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        TestWorld.append(log(), TestWorld.CLIENT, from(7, 1, 1, true));
        assertThat(code(from(7, 1, 2, false))).as("not transactional within a transaction")
                .isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    @Test
    void coordinatorsThatWereReplaced() {
        AppendOptions coordinator = new AppendOptions(0, Origin.COORDINATOR);
        TestWorld.append(log(), coordinator, new EndMarker(true, 5).batch(HEAP, world.nowMs, 7, (short) 1));
        RecordsRejected e = catchThrowableOfType(RecordsRejected.class, () -> TestWorld.append(log(), coordinator,
                new EndMarker(true, 4).batch(HEAP, world.nowMs, 7, (short) 1)));
        assertThat(e.code()).isEqualTo(ErrorCode.TRANSACTION_COORDINATOR_FENCED);
    }

    @Test
    void whatALeaderSendsMustBeWholeAndInOrder() {
        AppendOptions leader = new AppendOptions(0, Origin.REPLICATION);
        ByteBuf first = batch("a", "b");
        TestWorld.append(log(), leader, first.retain());
        assertThat(log().logEndOffset()).isEqualTo(2);
        ByteBuf damaged = batch("c");
        damaged.setLong(0, 2);
        damaged.setByte(damaged.writerIndex() - 2, 'x');
        RecordsRejected e = catchThrowableOfType(RecordsRejected.class, () -> log().append(damaged, leader));
        assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_MESSAGE);
        ByteBuf part = batch("c");
        part.setLong(0, 2);
        log().append(part.slice(0, part.readableBytes() - 5), leader);
        assertThat(log().logEndOffset()).as("a part of a batch is left out").isEqualTo(2);
    }

    private ByteBuf from(long producer, int epoch, int sequence, boolean transactional) {
        BatchBuilder builder = builder().producer(producer, (short) epoch, sequence);
        if (transactional) builder.transactional();
        return builder.append(world.nowMs, null, TestWorld.bytes("v")).build();
    }
}
