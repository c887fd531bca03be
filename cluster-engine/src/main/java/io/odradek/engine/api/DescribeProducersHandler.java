package io.odradek.engine.api;

import io.odradek.engine.log.ActiveProducers;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.ReplicaException;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DescribeProducersRequest;
import io.odradek.engine.wire.message.DescribeProducersResponse;
import io.odradek.engine.wire.message.DescribeProducersResponse.PartitionResponse;
import io.odradek.engine.wire.message.DescribeProducersResponse.ProducerState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * DescribeProducers, version 0 (KIP-664): the producers that replicas here remember, followers too, and where their
 * open transactions begin. What kafka-transactions.sh finds hanging transactions by.
 */
final class DescribeProducersHandler implements Handler<DescribeProducersRequest> {
    private final Replicas replicas;

    DescribeProducersHandler(Replicas replicas) {
        this.replicas = replicas;
    }

    @Override
    public void handle(Exchange x, DescribeProducersRequest q) {
        DescribeProducersResponse response = new DescribeProducersResponse();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        q.topics().forEach(t -> {
            var topic = new DescribeProducersResponse.TopicResponse().name(t.name());
            response.topics().add(topic);
            t.partitionIndexes().forEach(p -> {
                PartitionResponse one = new PartitionResponse().partitionIndex(p);
                topic.partitions().add(one);
                all.add(describe(new TopicPartition(t.name(), p), one));
            });
        });
        Answers.send(x, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(v -> response),
                e -> onError(e, q));
    }

    private CompletableFuture<Void> describe(TopicPartition p, PartitionResponse into) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        replicas.lane(p).run(() -> {
            try {
                for (ActiveProducers.Active a : replicas.require(p).log(-1, false).activeProducers().list()) {
                    into.activeProducers().add(new ProducerState().producerId(a.producerId()).producerEpoch(a.epoch())
                            .lastSequence(a.lastSequence()).lastTimestamp(a.lastTimestampMs())
                            .coordinatorEpoch(a.coordinatorEpoch()).currentTxnStartOffset(a.transactionStart()));
                }
            } catch (ReplicaException e) {
                into.errorCode(e.code().code()).errorMessage(e.getMessage());
            }
            done.complete(null);
        });
        return done;
    }

    @Override
    public Message onError(ErrorCode error, DescribeProducersRequest q) {
        DescribeProducersResponse response = new DescribeProducersResponse();
        q.topics().forEach(t -> {
            var topic = new DescribeProducersResponse.TopicResponse().name(t.name());
            t.partitionIndexes().forEach(p -> topic.partitions().add(
                    new PartitionResponse().partitionIndex(p).errorCode(error.code())));
            response.topics().add(topic);
        });
        return response;
    }
}
