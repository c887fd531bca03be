package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.TransactionCoordinator;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.AddPartitionsToTxnRequest;
import io.odradek.engine.wire.message.AddPartitionsToTxnRequest.AddPartitionsToTxnTopic;
import io.odradek.engine.wire.message.AddPartitionsToTxnResponse;
import io.odradek.engine.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnPartitionResult;
import io.odradek.engine.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnResult;
import io.odradek.engine.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * AddPartitionsToTxn, versions 0 to 5: takes partitions into a transaction, all or none. 4: several transactions, from
 * brokers, which may also only ask (KIP-890). 5: TRANSACTION_ABORTABLE where the answer is no.
 */
public final class AddPartitionsToTxnHandler implements Handler<AddPartitionsToTxnRequest> {
    private static final int SEVERAL_SINCE = 4;
    private static final int ABORTABLE_SINCE = 5;

    private final TransactionCoordinator transactions;
    private final Metadata metadata;

    public AddPartitionsToTxnHandler(TransactionCoordinator transactions, Metadata metadata) {
        this.transactions = transactions;
        this.metadata = metadata;
    }

    /** One transaction of either shape. */
    private record Part(String id, long producerId, short epoch, boolean verifyOnly,
                        List<AddPartitionsToTxnTopic> topics) {}

    @Override
    public void handle(Exchange x, AddPartitionsToTxnRequest q) {
        if (x.version() < SEVERAL_SINCE) {
            Part p = new Part(q.v3AndBelowTransactionalId(), q.v3AndBelowProducerId(), q.v3AndBelowProducerEpoch(),
                    false, q.v3AndBelowTopics());
            Answers.send(x, add(p, x.version()).thenApply(r ->
                    new AddPartitionsToTxnResponse().resultsByTopicV3AndBelow(r)), e -> onError(e, q));
            return;
        }
        List<CompletableFuture<AddPartitionsToTxnResult>> all = new ArrayList<>();
        q.transactions().forEach(t -> all.add(add(new Part(t.transactionalId(), t.producerId(), t.producerEpoch(),
                t.verifyOnly(), t.topics()), x.version()).thenApply(r ->
                new AddPartitionsToTxnResult().transactionalId(t.transactionalId()).topicResults(r))));
        Answers.send(x, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(v ->
                new AddPartitionsToTxnResponse().resultsByTransaction(new ArrayList<>(
                        all.stream().map(CompletableFuture::join).toList()))), e -> onError(e, q));
    }

    private CompletableFuture<List<AddPartitionsToTxnTopicResult>> add(Part part, short version) {
        SortedSet<TopicPartition> wanted = new TreeSet<>();
        SortedSet<TopicPartition> missing = new TreeSet<>();
        ClusterImage image = metadata.current();
        part.topics.forEach(t -> t.partitions().forEach(p -> {
            TopicPartition tp = new TopicPartition(t.name(), p);
            wanted.add(tp);
            if (image.partition(t.name(), p) == null) missing.add(tp);
        }));
        if (part.verifyOnly) return verify(part, wanted, version);
        if (!missing.isEmpty()) {
            return CompletableFuture.completedFuture(results(wanted, tp -> missing.contains(tp)
                    ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.OPERATION_NOT_ATTEMPTED));
        }
        return transactions.add(part.id, part.producerId, part.epoch, wanted)
                .thenApply(e -> results(wanted, tp -> shown(e, version)));
    }

    private CompletableFuture<List<AddPartitionsToTxnTopicResult>> verify(Part part, SortedSet<TopicPartition> wanted,
                                                                          short version) {
        Map<TopicPartition, CompletableFuture<ErrorCode>> all = new TreeMap<>();
        wanted.forEach(tp -> all.put(tp, transactions.verify(part.id, part.producerId, part.epoch, tp)));
        return CompletableFuture.allOf(all.values().toArray(CompletableFuture[]::new))
                .thenApply(v -> results(wanted, tp -> shown(all.get(tp).join(), version)));
    }

    /** Version 0 and 1 know no fencing of producers, versions before 5 no abortable transactions. */
    private static ErrorCode shown(ErrorCode e, short version) {
        if (e == ErrorCode.PRODUCER_FENCED && version < 2) return ErrorCode.INVALID_PRODUCER_EPOCH;
        if (e == ErrorCode.TRANSACTION_ABORTABLE && version < ABORTABLE_SINCE) return ErrorCode.INVALID_TXN_STATE;
        return e;
    }

    private interface Judge {
        ErrorCode of(TopicPartition p);
    }

    private static List<AddPartitionsToTxnTopicResult> results(SortedSet<TopicPartition> all, Judge judge) {
        Map<String, AddPartitionsToTxnTopicResult> topics = new TreeMap<>();
        all.forEach(tp -> topics.computeIfAbsent(tp.topic(), t -> new AddPartitionsToTxnTopicResult().name(t))
                .resultsByPartition().add(new AddPartitionsToTxnPartitionResult().partitionIndex(tp.partition())
                        .partitionErrorCode(judge.of(tp).code())));
        return new ArrayList<>(topics.values());
    }

    @Override
    public Message onError(ErrorCode error, AddPartitionsToTxnRequest q) {
        SortedSet<TopicPartition> wanted = new TreeSet<>();
        q.v3AndBelowTopics().forEach(t -> t.partitions().forEach(p -> wanted.add(new TopicPartition(t.name(), p))));
        return new AddPartitionsToTxnResponse().errorCode(error.code())
                .resultsByTopicV3AndBelow(results(wanted, tp -> error));
    }
}
