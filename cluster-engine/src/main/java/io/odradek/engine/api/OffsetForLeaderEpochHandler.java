package io.odradek.engine.api;

import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.ReplicaException;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.OffsetForLeaderEpochRequest;
import io.odradek.engine.wire.message.OffsetForLeaderEpochRequest.OffsetForLeaderPartition;
import io.odradek.engine.wire.message.OffsetForLeaderEpochRequest.OffsetForLeaderTopic;
import io.odradek.engine.wire.message.OffsetForLeaderEpochResponse;
import io.odradek.engine.wire.message.OffsetForLeaderEpochResponse.EpochEndOffset;
import io.odradek.engine.wire.message.OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult;

/**
 * OffsetForLeaderEpoch, versions 2 to 4: where the records of a leader epoch, or of the largest before it, end in the
 * leader's log
 * (KIP-101, KIP-320). An epoch that is not known at all gives -1. 3: the asker's replica id, so that a consumer may be
 * told
 * from a follower.
 */
final class OffsetForLeaderEpochHandler implements Handler<OffsetForLeaderEpochRequest> {
    private final Replicas replicas;

    OffsetForLeaderEpochHandler(Replicas replicas) {
        this.replicas = replicas;
    }

    @Override
    public void handle(Exchange x, OffsetForLeaderEpochRequest q) {
        OffsetForLeaderEpochResponse response = new OffsetForLeaderEpochResponse();
        Spread work = new Spread(() -> x.answer(response));
        for (OffsetForLeaderTopic topic : q.topics()) {
            OffsetForLeaderTopicResult t = new OffsetForLeaderTopicResult().topic(topic.topic());
            response.topics().add(t);
            for (OffsetForLeaderPartition p : topic.partitions()) {
                EpochEndOffset r = new EpochEndOffset().partition(p.partition());
                t.partitions().add(r);
                TopicPartition name = new TopicPartition(topic.topic(), p.partition());
                Partition partition = replicas.find(name);
                if (partition == null) r.errorCode(replicas.whyMissing(name).code());
                else work.on(partition.lane(), () -> find(partition, p, r));
            }
        }
        work.start();
    }

    private static void find(Partition partition, OffsetForLeaderPartition p, EpochEndOffset r) {
        try {
            PartitionLog log = partition.log(p.currentLeaderEpoch(), true);
            PartitionLog.EpochEnd end = p.leaderEpoch() == partition.leaderEpoch()
                    ? new PartitionLog.EpochEnd(p.leaderEpoch(), log.logEndOffset())
                    : log.endOffsetForEpoch(p.leaderEpoch());
            r.leaderEpoch(end.epoch()).endOffset(end.endOffset());
        } catch (ReplicaException e) {
            r.errorCode(e.code().code());
        }
    }

    @Override
    public Message onError(ErrorCode error, OffsetForLeaderEpochRequest q) {
        OffsetForLeaderEpochResponse response = new OffsetForLeaderEpochResponse();
        for (OffsetForLeaderTopic topic : q.topics()) {
            OffsetForLeaderTopicResult t = new OffsetForLeaderTopicResult().topic(topic.topic());
            response.topics().add(t);
            topic.partitions().forEach(p -> t.partitions().add(new EpochEndOffset().partition(p.partition())
                    .errorCode(error.code())));
        }
        return response;
    }
}
