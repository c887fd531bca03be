package io.odradek.engine.api;

import io.odradek.engine.log.LogFailure;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.log.PartitionLog.Found;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Bound;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.ReplicaException;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ListOffsetsRequest;
import io.odradek.engine.wire.message.ListOffsetsResponse;
import java.util.HashSet;
import java.util.Set;

/**
 * ListOffsets, versions 1 to 11: the first offset at or after a time, or by name: latest (-1: what the reader may
 * see), earliest (-2),
 * newest timestamp (-3), earliest on local disk (-4, the same here), newest in tiered storage (-5) and the earliest
 * not uploaded
 * (-6), which are none here. A consumer is told only offsets it could fetch.
 * 2: isolation level. 4: leader epochs. 5: OFFSET_NOT_AVAILABLE. 7: -3 (KIP-734). 8: -4 (KIP-405). 9: -5 (KIP-1005).
 * 10: a timeout, for
 * tiered storage only. 11: -6 (KIP-1023).
 */
final class ListOffsetsHandler implements Handler<ListOffsetsRequest> {
    private static final long LATEST = -1;
    private static final long EARLIEST = -2;
    private static final long MAX_TIMESTAMP = -3;
    private static final long EARLIEST_LOCAL = -4;
    private static final long LATEST_TIERED = -5;
    private static final long EARLIEST_PENDING_UPLOAD = -6;
    private static final int CONSUMER = -1;
    private static final byte READ_COMMITTED = 1;
    private static final Found NOTHING = new Found(-1, -1, -1);
    private static final int LEADER_EPOCH_SINCE = 4;
    private static final int OFFSET_NOT_AVAILABLE_SINCE = 5;

    private final Replicas replicas;

    ListOffsetsHandler(Replicas replicas) {
        this.replicas = replicas;
    }

    @Override
    public void handle(Exchange x, ListOffsetsRequest q) {
        ListOffsetsResponse response = new ListOffsetsResponse();
        Spread work = new Spread(() -> x.answer(response));
        Set<TopicPartition> seen = new HashSet<>();
        for (ListOffsetsRequest.ListOffsetsTopic topic : q.topics()) {
            ListOffsetsResponse.ListOffsetsTopicResponse t = new ListOffsetsResponse.ListOffsetsTopicResponse()
                    .name(topic.name());
            response.topics().add(t);
            for (ListOffsetsRequest.ListOffsetsPartition p : topic.partitions()) {
                ListOffsetsResponse.ListOffsetsPartitionResponse r = response(p);
                t.partitions().add(r);
                TopicPartition name = new TopicPartition(topic.name(), p.partitionIndex());
                Partition partition = replicas.find(name);
                if (!seen.add(name)) r.errorCode(ErrorCode.INVALID_REQUEST.code());
                else if (partition == null) r.errorCode(replicas.whyMissing(name).code());
                else work.on(partition.lane(), () -> find(partition, x, q, p, r));
            }
        }
        work.start();
    }

    private static ListOffsetsResponse.ListOffsetsPartitionResponse response(
            ListOffsetsRequest.ListOffsetsPartition p) {
        return new ListOffsetsResponse.ListOffsetsPartitionResponse().partitionIndex(p.partitionIndex()).timestamp(-1)
                .offset(-1);
    }

    private void find(Partition partition, Exchange x, ListOffsetsRequest q, ListOffsetsRequest.ListOffsetsPartition p,
                      ListOffsetsResponse.ListOffsetsPartitionResponse r) {
        try {
            PartitionLog log = partition.log(p.currentLeaderEpoch(), q.replicaId() != -2);
            Bound bound = q.replicaId() != CONSUMER ? Bound.LOG_END : q.isolationLevel() == READ_COMMITTED
                    ? Bound.LAST_STABLE
                    : Bound.HIGH_WATERMARK;
            Found found = find(log, p.timestamp(), bound.of(log), partition.leaderEpoch());
            boolean late = bound != Bound.LOG_END && partition.isLeader()
                    && log.highWatermark() < partition.epochStartOffset();
            if (late && (p.timestamp() == LATEST || p.timestamp() >= 0 && found.offset() < 0)) {
                r.errorCode((x.version() >= OFFSET_NOT_AVAILABLE_SINCE ? ErrorCode.OFFSET_NOT_AVAILABLE
                        : ErrorCode.LEADER_NOT_AVAILABLE).code());
                return;
            }
            r.timestamp(found.timestampMs()).offset(found.offset());
            if (x.version() >= LEADER_EPOCH_SINCE) r.leaderEpoch(found.epoch());
        } catch (ReplicaException e) {
            r.errorCode(e.code().code());
        } catch (LogFailure e) {
            r.errorCode(ErrorCode.KAFKA_STORAGE_ERROR.code());
        }
    }

    private static Found find(PartitionLog log, long timestamp, long end, int leaderEpoch) {
        if (timestamp == LATEST) return new Found(-1, end, leaderEpoch);
        if (timestamp == EARLIEST || timestamp == EARLIEST_LOCAL) return log.earliest();
        if (timestamp == LATEST_TIERED || timestamp == EARLIEST_PENDING_UPLOAD) return NOTHING;
        Found found = timestamp == MAX_TIMESTAMP ? log.maxTimestamp() : log.offsetForTimestamp(timestamp);
        return found == null || found.offset() >= end ? NOTHING : found;
    }

    @Override
    public Message onError(ErrorCode error, ListOffsetsRequest q) {
        ListOffsetsResponse response = new ListOffsetsResponse();
        for (ListOffsetsRequest.ListOffsetsTopic topic : q.topics()) {
            ListOffsetsResponse.ListOffsetsTopicResponse t = new ListOffsetsResponse.ListOffsetsTopicResponse()
                    .name(topic.name());
            response.topics().add(t);
            for (ListOffsetsRequest.ListOffsetsPartition p : topic.partitions()) t.partitions()
                    .add(response(p).errorCode(error.code()));
        }
        return response;
    }
}
