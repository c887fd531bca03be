package io.odradek.engine.api;

import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.coordinator.group.GroupOffsets.Producer;
import io.odradek.engine.coordinator.group.TxnCommits;
import io.odradek.engine.coordinator.transaction.Enlistment;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.TxnOffsetCommitRequest;
import java.util.concurrent.CompletableFuture;

/**
 * TxnOffsetCommit, versions 0 to 6: offsets that count when the producer's transaction commits. 2: leader epochs.
 * 3: the member is checked (KIP-447). 5: the broker takes the group's partition into the transaction (KIP-890 part 2);
 * before, it asks whether it is in. 6: topic ids.
 */
public final class TxnOffsetCommitHandler implements Handler<TxnOffsetCommitRequest> {
    private static final int TOPIC_IDS_SINCE = 6;
    private static final int IMPLICIT_SINCE = 5;

    private final GroupOffsets offsets;
    private final GroupCoordinator groups;
    private final Metadata metadata;
    private final Enlistment enlistment;

    public TxnOffsetCommitHandler(GroupCoordinator groups, Metadata metadata, Enlistment enlistment) {
        this.groups = groups;
        this.offsets = groups.offsets();
        this.metadata = metadata;
        this.enlistment = enlistment;
    }

    @Override
    public void handle(Exchange x, TxnOffsetCommitRequest q) {
        KnownTopics known = new KnownTopics(metadata.current(), x.version() >= TOPIC_IDS_SINCE);
        Producer by = new Producer(q.producerId(), q.producerEpoch());
        Answers.send(x, known.commit(TxnCommits.plain(q), good -> enlisted(q, x.version())
                .thenCompose(e -> e == ErrorCode.NONE ? offsets.commit(good, by, x.version())
                        : CompletableFuture.completedFuture(GroupOffsets.refused(good, e))))
                .thenApply(TxnCommits::answer), e -> onError(e, q));
    }

    private CompletableFuture<ErrorCode> enlisted(TxnOffsetCommitRequest q, short version) {
        TopicPartition partition = new TopicPartition(InternalTopics.OFFSETS, groups.partitionOf(q.groupId()));
        boolean add = version >= IMPLICIT_SINCE;
        return enlistment.ask(new Enlistment.Question(q.transactionalId(), q.producerId(), q.producerEpoch(),
                partition, add)).thenApply(e -> shown(e, add));
    }

    /** What of the coordinator's errors passes is put so that the client tries again. */
    private static ErrorCode shown(ErrorCode e, boolean epochs) {
        return switch (e) {
            case CONCURRENT_TRANSACTIONS, NETWORK_EXCEPTION, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE,
                    NOT_COORDINATOR -> ErrorCode.COORDINATOR_LOAD_IN_PROGRESS;
            case TRANSACTION_ABORTABLE -> epochs ? e : ErrorCode.INVALID_TXN_STATE;
            case PRODUCER_FENCED -> ErrorCode.INVALID_PRODUCER_EPOCH;
            default -> e;
        };
    }

    @Override
    public Message onError(ErrorCode error, TxnOffsetCommitRequest q) {
        return TxnCommits.answer(GroupOffsets.refused(TxnCommits.plain(q), error));
    }
}
