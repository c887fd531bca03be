package io.odradek.engine.coordinator.transaction;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.RecordCodec;
import io.odradek.engine.coordinator.Shards;
import io.odradek.engine.env.Clock;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.EndTxnRequest;
import io.odradek.engine.wire.message.EndTxnResponse;
import io.odradek.engine.wire.message.InitProducerIdRequest;
import io.odradek.engine.wire.message.InitProducerIdResponse;
import io.odradek.engine.wire.message.TransactionLogKey;
import io.odradek.engine.wire.message.TransactionLogValue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The way in for transactional producers. Safe on any thread; the futures never fail: what went wrong is the answer.
 */
public final class TransactionCoordinator {
    private final Shards<TransactionShard> shards;
    private final InternalTopics topics;
    private final TransactionConfig config;
    private final Consumer<LongConsumer> producerIds;

    /** @param producerIds gives a producer id nobody has had, or -1 when there is none now */
    public TransactionCoordinator(Shards.World world, InternalTopics topics, TransactionConfig config,
                                  Markers markers, Consumer<LongConsumer> producerIds) {
        this.topics = topics;
        this.config = config;
        this.producerIds = producerIds;
        this.shards = new Shards<>(InternalTopics.TRANSACTIONS, world, codec(),
                c -> new TransactionShard(c, config, markers, this::complete));
    }

    /** The records of {@code __transaction_state}. */
    public static RecordCodec codec() {
        return new RecordCodec().with(TransactionLogKey.RECORD_TYPE, TransactionLogKey::new,
                TransactionLogValue::new);
    }

    public int partitionOf(String transactionalId) {
        return InternalTopics.partitionOf(transactionalId, topics.partitions(InternalTopics.TRANSACTIONS));
    }

    public void elected(int partition, int leaderEpoch) {
        shards.elected(partition, leaderEpoch);
    }

    public void resigned(int partition) {
        shards.resigned(partition);
    }

    Shards<TransactionShard> shards() {
        return shards;
    }

    public TransactionAdmin admin(Clock clock) {
        return new TransactionAdmin(this, clock);
    }

    private void complete(int partition, String id, short epoch) {
        shards.write(partition, s -> s.complete(id, epoch));
    }

    /** A transactional producer begins: it gets its id and an epoch that fences all before it. */
    public CompletableFuture<InitProducerIdResponse> init(InitProducerIdRequest q) {
        if (q.transactionalId().isEmpty()) return done(refused(ErrorCode.INVALID_REQUEST));
        if (q.transactionTimeoutMs() <= 0 || q.transactionTimeoutMs() > config.maxTimeoutMs()) {
            return done(refused(ErrorCode.INVALID_TRANSACTION_TIMEOUT));
        }
        return init(q, -1).thenCompose(r -> {
            if (r.errorCode() != 0 || r.producerId() >= 0) return done(r);
            CompletableFuture<InitProducerIdResponse> answer = new CompletableFuture<>();
            producerIds.accept(id -> {
                if (id < 0) answer.complete(refused(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS));
                else init(q, id).thenAccept(answer::complete);
            });
            return answer;
        });
    }

    private CompletableFuture<InitProducerIdResponse> init(InitProducerIdRequest q, long freshId) {
        return shards.write(partitionOf(q.transactionalId()), s -> s.init(q.transactionalId(),
                        q.transactionTimeoutMs(), q.producerId(), q.producerEpoch(), freshId))
                .thenApply(s -> new InitProducerIdResponse().producerId(s.producerId()).producerEpoch(s.epoch()))
                .exceptionally(t -> refused(CoordinatorException.errorOf(t)));
    }

    private static InitProducerIdResponse refused(ErrorCode e) {
        return new InitProducerIdResponse().errorCode(e.code()).producerId(-1).producerEpoch((short) -1);
    }

    /** Takes partitions into the producer's transaction, which begins by that. */
    public CompletableFuture<ErrorCode> add(String id, long producerId, short epoch,
                                            SortedSet<TopicPartition> partitions) {
        if (id == null || id.isEmpty()) return done(ErrorCode.INVALID_REQUEST);
        return shards.write(partitionOf(id), s -> s.add(id, producerId, epoch, partitions))
                .exceptionally(CoordinatorException::errorOf);
    }

    /** Takes the group's offsets in: they are written where the group is coordinated. */
    public CompletableFuture<ErrorCode> addOffsets(String id, long producerId, short epoch, String groupId) {
        int p = InternalTopics.partitionOf(groupId, topics.partitions(InternalTopics.OFFSETS));
        SortedSet<TopicPartition> one = new TreeSet<>();
        one.add(new TopicPartition(InternalTopics.OFFSETS, p));
        return add(id, producerId, epoch, one);
    }

    /** NONE where the partition is in the producer's ongoing transaction (KIP-890). */
    public CompletableFuture<ErrorCode> verify(String id, long producerId, short epoch, TopicPartition partition) {
        return shards.read(partitionOf(id), s -> s.verified(id, producerId, epoch, partition)
                        ? ErrorCode.NONE : ErrorCode.TRANSACTION_ABORTABLE)
                .exceptionally(CoordinatorException::errorOf);
    }

    /** Decides. NONE once the decision is committed; the end reaches the partitions after that. */
    public CompletableFuture<ErrorCode> end(String id, long producerId, short epoch, boolean commit) {
        if (id == null || id.isEmpty()) return done(ErrorCode.INVALID_REQUEST);
        return shards.write(partitionOf(id), s -> s.end(id, producerId, epoch, commit))
                .exceptionally(CoordinatorException::errorOf);
    }

    /** The same with the next epoch for the next transaction (KIP-890 part 2). */
    public CompletableFuture<EndTxnResponse> turn(EndTxnRequest q) {
        if (q.transactionalId() == null || q.transactionalId().isEmpty()) {
            return done(new EndTxnResponse().errorCode(ErrorCode.INVALID_REQUEST.code()));
        }
        return turn(q, -1).thenCompose(r -> {
            if (r.errorCode() != 0 || r.producerId() >= 0) return done(r);
            CompletableFuture<EndTxnResponse> answer = new CompletableFuture<>();
            producerIds.accept(id -> {
                if (id >= 0) turn(q, id).thenAccept(answer::complete);
                else answer.complete(new EndTxnResponse().errorCode(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS.code()));
            });
            return answer;
        });
    }

    private CompletableFuture<EndTxnResponse> turn(EndTxnRequest q, long freshId) {
        return shards.write(partitionOf(q.transactionalId()), s -> s.turn(q.transactionalId(), q.producerId(),
                        q.producerEpoch(), q.committed(), freshId))
                .thenApply(s -> new EndTxnResponse().producerId(s.producerId()).producerEpoch(s.epoch()))
                .exceptionally(t -> new EndTxnResponse().errorCode(CoordinatorException.errorOf(t).code()));
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
