package io.odradek.engine.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.message.AddPartitionsToTxnRequest;
import io.odradek.engine.wire.message.AddPartitionsToTxnResponse;
import io.odradek.engine.wire.message.EndTxnRequest;
import io.odradek.engine.wire.message.EndTxnResponse;
import io.odradek.engine.wire.message.InitProducerIdRequest;
import io.odradek.engine.wire.message.InitProducerIdResponse;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.ProduceResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction after the other, each over some partitions, committed or aborted; begins anew with the next epoch
 * where it is told that it may not go on. Speaks the transaction protocol of clients before KIP-890.
 */
final class Transactor extends Coordinated {
    private static final int TIMEOUT = 10_000;

    /** What it was told, or has asked for, of one transaction. */
    enum Fate { OPEN, COMMITTED, ABORTED, ASKED_TO_COMMIT }

    /** Records that belong together. */
    static final class Transaction {
        final List<TopicPartition> partitions = new ArrayList<>();
        Fate fate = Fate.OPEN;
    }

    private final List<TopicPartition> all;
    private final List<Transaction> transactions = new ArrayList<>();
    private final Map<TopicPartition, Integer> sequences = new HashMap<>();
    private long producerId = -1;
    private short epoch = -1;

    Transactor(Scene scene, List<TopicPartition> all) {
        super(scene, "x", TRANSACTION);
        this.all = all;
    }

    void start() {
        refresh();
        later(400, this::initialise);
    }

    List<Transaction> transactions() {
        return transactions;
    }

    private void initialise() {
        ask(new Question<>(ApiKey.INIT_PRODUCER_ID, 4, () -> new InitProducerIdRequest().transactionalId(key())
                .transactionTimeoutMs(TIMEOUT), InitProducerIdResponse::new, a -> ErrorCode.of(a.errorCode())),
                () -> { }, (code, answer) -> {
                    if (code != ErrorCode.NONE) {
                        scene.history().unexpected(null, this + " initialises: " + code);
                        return;
                    }
                    producerId = answer.producerId();
                    epoch = answer.producerEpoch();
                    sequences.clear();
                    begin();
                });
    }

    private void begin() {
        if (!scene.producing()) return;
        Transaction t = new Transaction();
        transactions.add(t);
        for (TopicPartition p : all) if (world.oneIn(2)) t.partitions.add(p);
        if (t.partitions.isEmpty()) t.partitions.add(all.getFirst());
        ask(new Question<>(ApiKey.ADD_PARTITIONS_TO_TXN, 3, () -> new AddPartitionsToTxnRequest()
                .v3AndBelowTransactionalId(key()).v3AndBelowProducerId(producerId).v3AndBelowProducerEpoch(epoch)
                .v3AndBelowTopics(List.of(new AddPartitionsToTxnRequest.AddPartitionsToTxnTopic()
                        .name(all.getFirst().topic()).partitions(t.partitions.stream().map(TopicPartition::partition)
                                .toList()))),
                AddPartitionsToTxnResponse::new, a -> ErrorCode.of(a.resultsByTopicV3AndBelow().getFirst()
                        .resultsByPartition().getFirst().partitionErrorCode())),
                () -> { }, (code, _) -> {
                    if (code == ErrorCode.NONE) write(t, new ArrayDeque<>(t.partitions));
                    else fail();
                });
    }

    private void fail() {
        later(200, this::initialise);
    }

    private void write(Transaction t, ArrayDeque<TopicPartition> left) {
        TopicPartition p = left.peek();
        if (p == null) {
            end(t, !world.oneIn(4));
            return;
        }
        int leader = leader(p);
        if (leader < 0) {
            refresh();
            later(100, () -> write(t, left));
            return;
        }
        ProduceRequest request = new ProduceRequest().acks((short) -1).timeoutMs(2000).transactionalId(key())
                .topicData(List.of(new ProduceRequest.TopicProduceData().name(p.topic()).partitionData(List.of(
                        new ProduceRequest.PartitionProduceData().index(p.partition())
                                .records(new Payload.Buf(record(p)))))));
        call(leader, ApiKey.PRODUCE, 11, request, new ProduceResponse(), answer -> written(t, left, p, answer));
    }

    private ByteBuf record(TopicPartition p) {
        String value = this + "#" + (transactions.size() - 1);
        try (BatchBuilder b = new BatchBuilder(UnpooledByteBufAllocator.DEFAULT)) {
            return b.producer(producerId, epoch, sequences.getOrDefault(p, 0)).transactional()
                    .append(life.wallMs(), null, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8))).build();
        }
    }

    private void written(Transaction t, ArrayDeque<TopicPartition> left, TopicPartition p, ProduceResponse answer) {
        ErrorCode code = answer == null ? ErrorCode.NETWORK_EXCEPTION
                : ErrorCode.of(answer.responses().getFirst().partitionResponses().getFirst().errorCode());
        switch (code) {
            case NONE, DUPLICATE_SEQUENCE_NUMBER -> {
                sequences.merge(p, 1, Integer::sum);
                left.poll();
                write(t, left);
            }
            case NETWORK_EXCEPTION, NOT_LEADER_OR_FOLLOWER, UNKNOWN_TOPIC_OR_PARTITION, NOT_ENOUGH_REPLICAS,
                    NOT_ENOUGH_REPLICAS_AFTER_APPEND, REQUEST_TIMED_OUT, LEADER_NOT_AVAILABLE, KAFKA_STORAGE_ERROR,
                    CONCURRENT_TRANSACTIONS, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE,
                    NOT_COORDINATOR -> {
                refresh();
                later(100, () -> write(t, left));
            }
            default -> fail();
        }
    }

    private void end(Transaction t, boolean commit) {
        ask(new Question<>(ApiKey.END_TXN, 3, () -> {
            if (commit) t.fate = Fate.ASKED_TO_COMMIT;
            return new EndTxnRequest().transactionalId(key()).producerId(producerId).producerEpoch(epoch)
                    .committed(commit);
        }, EndTxnResponse::new, a -> ErrorCode.of(a.errorCode())), () -> { }, (code, _) -> {
            if (code != ErrorCode.NONE) {
                fail();
                return;
            }
            t.fate = commit ? Fate.COMMITTED : Fate.ABORTED;
            later(1 + world.random().nextInt(200), this::begin);
        });
    }
}
