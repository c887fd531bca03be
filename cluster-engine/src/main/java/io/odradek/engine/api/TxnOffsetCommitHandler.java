package io.odradek.engine.api;

import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.coordinator.group.GroupOffsets.Producer;
import io.odradek.engine.coordinator.group.TxnCommits;
import io.odradek.engine.coordinator.transaction.Enlistment;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import io.odradek.engine.wire.message.TxnOffsetCommitRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

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
    private final Replicas replicas;
    private final Enlistment enlistment;

    public TxnOffsetCommitHandler(GroupCoordinator groups, Metadata metadata, Replicas replicas,
                                  Enlistment enlistment) {
        this.groups = groups;
        this.offsets = groups.offsets();
        this.metadata = metadata;
        this.replicas = replicas;
        this.enlistment = enlistment;
    }

    @Override
    public void handle(Exchange x, TxnOffsetCommitRequest q) {
        KnownTopics known = new KnownTopics(metadata.current(), x.version() >= TOPIC_IDS_SINCE);
        Answers.send(x, known.commit(TxnCommits.plain(q), good -> commit(q, good, x.version()))
                .thenApply(TxnCommits::answer), e -> onError(e, q));
    }

    /** On the lane of the group's partition, so that no end of the transaction comes between asking and writing. */
    private CompletableFuture<OffsetCommitResponse> commit(TxnOffsetCommitRequest q, OffsetCommitRequest good,
                                                           short version) {
        TopicPartition name = new TopicPartition(InternalTopics.OFFSETS, groups.partitionOf(q.groupId()));
        Enlist enlist = new Enlist(enlistment::ask, q.transactionalId(), version >= IMPLICIT_SINCE);
        CompletableFuture<OffsetCommitResponse> done = new CompletableFuture<>();
        Consumer<ErrorCode> write = e -> {
            if (e == ErrorCode.NONE) offsets.commit(good, new Producer(q.producerId(), q.producerEpoch()), version)
                    .thenAccept(done::complete);
            else done.complete(GroupOffsets.refused(good, shown(e, enlist.add())));
        };
        replicas.lane(name).run(() -> {
            Partition at = replicas.find(name);
            if (at == null || !enlist.awaits(name, at, q.producerId(), q.producerEpoch(), write)) {
                write.accept(ErrorCode.NONE);
            }
        });
        return done;
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
