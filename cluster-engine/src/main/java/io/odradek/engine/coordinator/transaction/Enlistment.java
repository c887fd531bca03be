package io.odradek.engine.coordinator.transaction;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.env.Peers;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Seams;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.AddPartitionsToTxnRequest;
import io.odradek.engine.wire.message.AddPartitionsToTxnResponse;
import io.odradek.engine.wire.message.RequestHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Asks a transaction's coordinator, on this broker or another, to take a partition in, or whether it is in (KIP-890).
 * While the transaction before is still being ended the question is put again for a moment. Safe on any thread.
 */
public final class Enlistment {
    private static final short VERSION = 5;
    private static final long TIMEOUT_MS = 5000;
    /** As add.partitions.to.txn.retry.backoff.ms and …max.ms of Kafka: 100 ms in steps of 20. */
    private static final long AGAIN_MS = 20;
    private static final int MOST_TRIES = 6;

    private final TransactionCoordinator here;
    private final Seams seams;
    private final Supplier<ClusterImage> image;
    private final int brokerId;
    private final String listener;
    private final BooleanSupplier verifies;
    private final Map<Endpoint, Peers.Peer> open = new ConcurrentHashMap<>();
    private final AtomicInteger correlation = new AtomicInteger();

    /**
     * One of a broker.
     *
     * @param listener the brokers' own
     * @param verifies whether to ask at all for clients that add their partitions themselves
     */
    public Enlistment(TransactionCoordinator here, Seams seams, Supplier<ClusterImage> image, int brokerId,
                      String listener, BooleanSupplier verifies) {
        this.here = here;
        this.seams = seams;
        this.image = image;
        this.brokerId = brokerId;
        this.listener = listener;
        this.verifies = verifies;
    }

    /**
     * What is asked.
     *
     * @param add take it in; else only tell whether it is in
     */
    public record Question(String transactionalId, long producerId, short epoch, TopicPartition partition,
                           boolean add) {}

    /** NONE where the partition is in the ongoing transaction. Never fails; completes on any thread. */
    public CompletableFuture<ErrorCode> ask(Question q) {
        if (!q.add && !verifies.getAsBoolean()) return CompletableFuture.completedFuture(ErrorCode.NONE);
        CompletableFuture<ErrorCode> answer = new CompletableFuture<>();
        ask(q, 1, answer);
        return answer;
    }

    private void ask(Question q, int attempt, CompletableFuture<ErrorCode> answer) {
        once(q).thenAccept(e -> {
            if (e != ErrorCode.CONCURRENT_TRANSACTIONS || attempt >= MOST_TRIES) answer.complete(e);
            else seams.timers().after(AGAIN_MS, seams.lanes().owner(q.partition.hashCode()),
                    () -> ask(q, attempt + 1, answer));
        });
    }

    private CompletableFuture<ErrorCode> once(Question q) {
        ClusterImage now = image.get();
        PartitionImage at = now.partition(InternalTopics.TRANSACTIONS, here.partitionOf(q.transactionalId));
        if (at != null && at.leader() == brokerId) return local(q);
        BrokerImage leader = at == null || !at.hasLeader() ? null : now.broker(at.leader());
        Endpoint endpoint = leader == null ? null : leader.endpoint(listener);
        return endpoint == null ? CompletableFuture.completedFuture(ErrorCode.COORDINATOR_NOT_AVAILABLE)
                : remote(q, endpoint);
    }

    private CompletableFuture<ErrorCode> local(Question q) {
        if (!q.add) return here.verify(q.transactionalId, q.producerId, q.epoch, q.partition);
        SortedSet<TopicPartition> one = new TreeSet<>(List.of(q.partition));
        return here.add(q.transactionalId, q.producerId, q.epoch, one);
    }

    private CompletableFuture<ErrorCode> remote(Question q, Endpoint to) {
        CompletableFuture<ErrorCode> answer = new CompletableFuture<>();
        Peers.Peer peer = open.computeIfAbsent(to, e -> seams.peers().peer(e.host(), e.port(), "transactions"));
        RequestHeader header = new RequestHeader().requestApiKey(ApiKey.ADD_PARTITIONS_TO_TXN.id())
                .requestApiVersion(VERSION).correlationId(correlation.incrementAndGet()).clientId("transactions");
        ByteBuf frame = Frames.requestBuffer(header, request(q), UnpooledByteBufAllocator.DEFAULT);
        peer.send(frame, TIMEOUT_MS, seams.lanes().owner(q.partition.hashCode()), new Peers.Answer() {
            @Override
            public void response(ByteBuf in) {
                answer.complete(outcome(in));
            }

            @Override
            public void failed(String why) {
                answer.complete(ErrorCode.NETWORK_EXCEPTION);
            }
        });
        return answer;
    }

    private static AddPartitionsToTxnRequest request(Question q) {
        var topic = new AddPartitionsToTxnRequest.AddPartitionsToTxnTopic().name(q.partition.topic())
                .partitions(new ArrayList<>(List.of(q.partition.partition())));
        var one = new AddPartitionsToTxnRequest.AddPartitionsToTxnTransaction().transactionalId(q.transactionalId)
                .producerId(q.producerId).producerEpoch(q.epoch).verifyOnly(!q.add);
        one.topics().add(topic);
        AddPartitionsToTxnRequest all = new AddPartitionsToTxnRequest();
        all.transactions().add(one);
        return all;
    }

    private static ErrorCode outcome(ByteBuf in) {
        AddPartitionsToTxnResponse r = new AddPartitionsToTxnResponse();
        try {
            Frames.readResponseHeader(in, ApiKey.ADD_PARTITIONS_TO_TXN, VERSION);
            r.read(in, VERSION);
        } catch (WireException e) {
            return ErrorCode.UNKNOWN_SERVER_ERROR;
        }
        if (r.errorCode() != 0) return ErrorCode.of(r.errorCode());
        return r.resultsByTransaction().stream().flatMap(t -> t.topicResults().stream())
                .flatMap(t -> t.resultsByPartition().stream()).findFirst()
                .map(p -> ErrorCode.of(p.partitionErrorCode())).orElse(ErrorCode.UNKNOWN_SERVER_ERROR);
    }
}
