package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import io.odradek.engine.wire.message.ListOffsetsRequest;
import io.odradek.engine.wire.message.ListOffsetsResponse;
import java.util.List;

/**
 * A consumer with an assignment: reads one partition from its start, and asks now and then where it ends. What it read
 * is committed, in order, without a gap, and stays there; the end never goes back.
 */
final class Reader extends Client {
    private static final short FETCH = 12;
    private static final short LIST_OFFSETS = 7;
    private static final long LATEST = -1;
    private static final int REST_MS = 100;

    private final TopicPartition name;
    private long position;

    Reader(Scene scene, TopicPartition name) {
        super(scene, "r");
        this.name = name;
    }

    void start() {
        refresh();
        later(500, this::read);
        later(500, this::askEnd);
    }

    TopicPartition name() {
        return name;
    }

    long position() {
        return position;
    }

    private void read() {
        int leader = leader(name);
        if (leader < 0) {
            refresh();
            later(REST_MS, this::read);
            return;
        }
        FetchRequest request = new FetchRequest().maxWaitMs(300).minBytes(1).maxBytes(1 << 16)
                .isolationLevel((byte) 0).sessionId(0).sessionEpoch(-1)
                .topics(List.of(new FetchRequest.FetchTopic().topic(name.topic()).partitions(List.of(
                        new FetchRequest.FetchPartition().partition(name.partition()).fetchOffset(position)
                                .currentLeaderEpoch(leaderEpoch(name)).lastFetchedEpoch(-1)
                                .partitionMaxBytes(1 << 16)))));
        call(leader, ApiKey.FETCH, FETCH, request, new FetchResponse(), this::fetched);
    }

    private void fetched(FetchResponse answer) {
        if (answer == null || answer.errorCode() != 0 || answer.responses().isEmpty()) {
            refresh();
            later(REST_MS, this::read);
            return;
        }
        FetchResponse.PartitionData p = answer.responses().getFirst().partitions().getFirst();
        ErrorCode code = ErrorCode.of(p.errorCode());
        switch (code) {
            case NONE -> take(p);
            case NOT_LEADER_OR_FOLLOWER, UNKNOWN_TOPIC_OR_PARTITION, LEADER_NOT_AVAILABLE, KAFKA_STORAGE_ERROR,
                    OFFSET_NOT_AVAILABLE, FENCED_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH -> refresh();
            case OFFSET_OUT_OF_RANGE ->
                    scene.history().lostSight(name, this + " read up to " + position + " and is told " + code);
            default ->
                    scene.history().unexpected(name, this + " fetches from " + position + " and is told " + code);
        }
        later(code == ErrorCode.NONE ? 1 : REST_MS, this::read);
    }

    private void take(FetchResponse.PartitionData p) {
        for (Batches.Batch b : Batches.of(p.records())) {
            if (b.last() < position) continue;
            if (b.base() > position) {
                throw new Violation("what is read has no gaps", name + ": " + b + " after " + position);
            }
            scene.history().read(name, b);
            position = b.last() + 1;
        }
    }

    private void askEnd() {
        int leader = leader(name);
        long known = scene.history().knownEnd(name);
        if (leader < 0) {
            later(1000, this::askEnd);
            return;
        }
        ListOffsetsRequest request = new ListOffsetsRequest().replicaId(-1).isolationLevel((byte) 0)
                .topics(List.of(new ListOffsetsRequest.ListOffsetsTopic().name(name.topic()).partitions(List.of(
                        new ListOffsetsRequest.ListOffsetsPartition().partitionIndex(name.partition())
                                .currentLeaderEpoch(leaderEpoch(name)).timestamp(LATEST)))));
        call(leader, ApiKey.LIST_OFFSETS, LIST_OFFSETS, request, new ListOffsetsResponse(), answer -> {
            if (answer != null) {
                ListOffsetsResponse.ListOffsetsPartitionResponse p = answer.topics().getFirst().partitions()
                        .getFirst();
                if (p.errorCode() == 0) scene.history().told(name, p.offset(), known, toString());
            }
            later(200 + world.random().nextInt(800), this::askEnd);
        });
    }
}
