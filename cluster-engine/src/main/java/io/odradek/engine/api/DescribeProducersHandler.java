package io.odradek.engine.api;

import io.odradek.engine.log.ActiveProducer;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DescribeProducersRequest;
import io.odradek.engine.wire.message.DescribeProducersRequest.TopicRequest;
import io.odradek.engine.wire.message.DescribeProducersResponse;
import io.odradek.engine.wire.message.DescribeProducersResponse.PartitionResponse;
import io.odradek.engine.wire.message.DescribeProducersResponse.ProducerState;
import io.odradek.engine.wire.message.DescribeProducersResponse.TopicResponse;

/**
 * DescribeProducers, version 0 (KIP-664): the idempotent producers that a replica remembers and the transactions that
 * go on in it. Followers answer too, as a real broker's do.
 */
final class DescribeProducersHandler implements Handler<DescribeProducersRequest> {
    private final Replicas replicas;

    DescribeProducersHandler(Replicas replicas) {
        this.replicas = replicas;
    }

    @Override
    public void handle(Exchange x, DescribeProducersRequest q) {
        DescribeProducersResponse response = new DescribeProducersResponse();
        Spread work = new Spread(() -> x.answer(response));
        for (TopicRequest topic : q.topics()) {
            TopicResponse t = new TopicResponse().name(topic.name());
            response.topics().add(t);
            for (int index : topic.partitionIndexes()) {
                PartitionResponse p = new PartitionResponse().partitionIndex(index);
                t.partitions().add(p);
                TopicPartition name = new TopicPartition(topic.name(), index);
                Partition partition = replicas.find(name);
                if (partition == null) refuse(p, replicas.whyMissing(name));
                else work.on(partition.lane(), () -> describe(partition, p));
            }
        }
        work.start();
    }

    private static void describe(Partition partition, PartitionResponse p) {
        if (partition.log() == null) {
            refuse(p, ErrorCode.NOT_LEADER_OR_FOLLOWER);
            return;
        }
        for (ActiveProducer each : ActiveProducer.of(partition.log())) {
            p.activeProducers().add(new ProducerState().producerId(each.producerId()).producerEpoch(each.epoch())
                    .lastSequence(each.lastSequence()).lastTimestamp(each.lastTimestampMs())
                    .coordinatorEpoch(each.coordinatorEpoch()).currentTxnStartOffset(each.transactionStart()));
        }
    }

    private static void refuse(PartitionResponse p, ErrorCode error) {
        p.errorCode(error.code()).errorMessage(error.message());
    }

    @Override
    public Message onError(ErrorCode error, DescribeProducersRequest q) {
        DescribeProducersResponse response = new DescribeProducersResponse();
        for (TopicRequest topic : q.topics()) {
            TopicResponse t = new TopicResponse().name(topic.name());
            response.topics().add(t);
            topic.partitionIndexes().forEach(index -> {
                PartitionResponse p = new PartitionResponse().partitionIndex(index);
                refuse(p, error);
                t.partitions().add(p);
            });
        }
        return response;
    }
}
