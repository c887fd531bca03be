package io.odradek.engine.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.coordinator.Batch;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.env.Clock;
import io.odradek.engine.log.AppendOptions;
import io.odradek.engine.log.RecordsRejected;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.ReplicaException;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.WriteTxnMarkersRequest;
import io.odradek.engine.wire.message.WriteTxnMarkersRequest.WritableTxnMarker;
import io.odradek.engine.wire.message.WriteTxnMarkersResponse;
import io.odradek.engine.wire.message.WriteTxnMarkersResponse.WritableTxnMarkerPartitionResult;
import io.odradek.engine.wire.message.WriteTxnMarkersResponse.WritableTxnMarkerResult;
import io.odradek.engine.wire.message.WriteTxnMarkersResponse.WritableTxnMarkerTopicResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * WriteTxnMarkers, versions 1 and 2: writes the ends of transactions into partitions led here, and answers when they
 * are committed. Ends in the offsets topic go through the group's shard, where the offsets then count or are forgotten.
 * From transaction coordinators, and from kafka-transactions.sh --abort. 2: the transaction version, not looked at.
 */
public final class WriteTxnMarkersHandler implements Handler<WriteTxnMarkersRequest> {
    private final Replicas replicas;
    private final GroupOffsets offsets;
    private final Clock clock;

    public WriteTxnMarkersHandler(Replicas replicas, GroupOffsets offsets, Clock clock) {
        this.replicas = replicas;
        this.offsets = offsets;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange x, WriteTxnMarkersRequest q) {
        WriteTxnMarkersResponse response = new WriteTxnMarkersResponse();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (WritableTxnMarker m : q.markers()) {
            var marker = new WritableTxnMarkerResult().producerId(m.producerId());
            m.topics().forEach(t -> {
                var topic = new WritableTxnMarkerTopicResult().name(t.name());
                t.partitionIndexes().forEach(p -> {
                    var result = new WritableTxnMarkerPartitionResult().partitionIndex(p);
                    all.add(write(m, new TopicPartition(t.name(), p)).thenAccept(e -> result.errorCode(e.code())));
                    topic.partitions().add(result);
                });
                marker.topics().add(topic);
            });
            response.markers().add(marker);
        }
        Answers.send(x, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(v -> response),
                e -> onError(e, q));
    }

    private CompletableFuture<ErrorCode> write(WritableTxnMarker m, TopicPartition p) {
        CompletableFuture<ErrorCode> done = new CompletableFuture<>();
        replicas.lane(p).run(() -> {
            if (p.topic().equals(InternalTopics.OFFSETS)) offsets(m, p, done);
            else append(m, p, done);
        });
        return done;
    }

    private void offsets(WritableTxnMarker m, TopicPartition p, CompletableFuture<ErrorCode> done) {
        Partition partition = replicas.find(p);
        if (partition != null) partition.transactionEnds(m.producerId());
        offsets.end(p.partition(), m.producerId(), m.producerEpoch(), new Batch.Marker(m.transactionResult(),
                m.coordinatorEpoch())).thenAccept(done::complete);
    }

    private void append(WritableTxnMarker m, TopicPartition p, CompletableFuture<ErrorCode> done) {
        ByteBuf batch = new EndMarker(m.transactionResult(), m.coordinatorEpoch())
                .batch(UnpooledByteBufAllocator.DEFAULT, clock.wallMs(), m.producerId(), m.producerEpoch());
        try {
            Partition partition = replicas.require(p);
            partition.transactionEnds(m.producerId());
            AppendOptions options = new AppendOptions(partition.leaderEpoch(), AppendOptions.Origin.COORDINATOR);
            long last = partition.append(batch, options, true).lastOffset();
            partition.whenCommitted(last + 1, done::complete);
        } catch (ReplicaException e) {
            done.complete(e.code());
        } catch (RecordsRejected e) {
            done.complete(e.code());
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        } finally {
            batch.release();
        }
    }

    @Override
    public Message onError(ErrorCode error, WriteTxnMarkersRequest q) {
        WriteTxnMarkersResponse all = new WriteTxnMarkersResponse();
        q.markers().forEach(m -> all.markers().add(new WritableTxnMarkerResult().producerId(m.producerId())
                .topics(new ArrayList<>(m.topics().stream().map(t -> new WritableTxnMarkerTopicResult().name(t.name())
                        .partitions(new ArrayList<>(t.partitionIndexes().stream().map(p ->
                                new WritableTxnMarkerPartitionResult().partitionIndex(p).errorCode(error.code()))
                                .toList()))).toList()))));
        return all;
    }
}
