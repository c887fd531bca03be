package io.odradek.engine.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import io.odradek.engine.wire.message.DeleteTopicsRequest;
import io.odradek.engine.wire.message.DeleteTopicsResponse;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.ProduceResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a topic, writes to it, reads it, deletes it, over and over under one name: what was acknowledged in one life is
 * there as long as that lasts, and nothing of it is seen in the next.
 */
final class Ephemeral extends Client {
    static final String NAME = "e";
    private static final String TAG = NAME + ":";
    private static final int PARTITIONS = 2;
    private static final int REST_MS = 200;
    private static final int MOST_TRIES = 40;

    private final Set<Uuid> gone = new HashSet<>();
    private Uuid id = Uuid.ZERO;
    private int written;
    private int tries;
    private int lives;
    private boolean over;

    Ephemeral(Scene scene) {
        super(scene, NAME);
    }

    static boolean isOfAnotherLife(String value, Uuid id) {
        return value.startsWith(TAG) && !value.startsWith(TAG + id + "/");
    }

    void start() {
        refresh();
        later(1_000, this::make);
    }

    /** How many topics it has deleted. */
    int lives() {
        return lives;
    }

    /** The last topic is deleted, and no other will be. */
    boolean over() {
        return over;
    }

    private void rest(Runnable then) {
        refresh();
        later(REST_MS, then);
    }

    private void make() {
        if (controller() < 0) {
            rest(this::make);
            return;
        }
        // A request to make it that nobody answered may still arrive: so this goes on.
        over = !scene.producing() && scene.topic(NAME) == null;
        if (over) {
            rest(this::make);
            return;
        }
        call(controller(), ApiKey.CREATE_TOPICS, 7, new CreateTopicsRequest().timeoutMs(2000).topics(new ArrayList<>(
                List.of(new CreateTopicsRequest.CreatableTopic().name(NAME).numPartitions(PARTITIONS)
                        .replicationFactor((short) 3)))), new CreateTopicsResponse(), answer -> {
                            ErrorCode code = answer == null ? ErrorCode.NETWORK_EXCEPTION
                                    : ErrorCode.of(answer.topics().getFirst().errorCode());
                            boolean there = code == ErrorCode.NONE || code == ErrorCode.TOPIC_ALREADY_EXISTS;
                            rest(there ? this::look : this::make);
                        });
    }

    /** Which one is it that is there? */
    private void look() {
        id = id(NAME);
        if (id.equals(Uuid.ZERO)) {
            rest(this::make);
            return;
        }
        if (gone.contains(id)) {
            delete();
            return;
        }
        written = 0;
        tries = 0;
        write();
    }

    private void write() {
        if (tries++ > MOST_TRIES || !scene.producing()) {
            delete();
            return;
        }
        int partition = world.random().nextInt(PARTITIONS);
        int leader = leader(new TopicPartition(NAME, partition));
        if (leader < 0) {
            rest(this::write);
            return;
        }
        String value = TAG + id + "/" + written++;
        call(leader, ApiKey.PRODUCE, 13, new ProduceRequest().acks((short) -1).timeoutMs(2000).topicData(List.of(
                new ProduceRequest.TopicProduceData().topicId(id).partitionData(List.of(
                        new ProduceRequest.PartitionProduceData().index(partition)
                                .records(new Payload.Buf(record(value))))))), new ProduceResponse(), answer -> {
                                    boolean well = answer != null && written(partition, value,
                                            answer.responses().getFirst().partitionResponses().getFirst());
                                    if (well && world.oneIn(6)) read(0);
                                    else if (well) later(1 + world.random().nextInt(REST_MS), this::write);
                                    else rest(this::write);
                                });
    }

    private boolean written(int partition, String value, ProduceResponse.PartitionProduceResponse answer) {
        if (answer.errorCode() != 0) return false;
        scene.history().acknowledged(new TopicPartition(NAME, partition), answer.baseOffset(), List.of(value));
        return true;
    }

    private ByteBuf record(String value) {
        try (BatchBuilder b = new BatchBuilder(UnpooledByteBufAllocator.DEFAULT)) {
            return b.append(life.wallMs(), null, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8))).build();
        }
    }

    /** All of a partition, which is little; then of the next. */
    private void read(int partition) {
        if (partition == PARTITIONS || tries++ > MOST_TRIES) {
            delete();
            return;
        }
        int leader = leader(new TopicPartition(NAME, partition));
        if (leader < 0) {
            rest(() -> read(partition));
            return;
        }
        call(leader, ApiKey.FETCH, 13, new FetchRequest().maxWaitMs(300).minBytes(1).maxBytes(1 << 20)
                .isolationLevel((byte) 0).sessionId(0).sessionEpoch(-1).topics(List.of(new FetchRequest.FetchTopic()
                        .topicId(id).partitions(List.of(new FetchRequest.FetchPartition().partition(partition)
                                .fetchOffset(0).currentLeaderEpoch(leaderEpoch(new TopicPartition(NAME, partition)))
                                .lastFetchedEpoch(-1).partitionMaxBytes(1 << 20))))), new FetchResponse(), answer -> {
                                    if (taken(partition, answer)) read(partition + 1);
                                    else rest(() -> read(partition));
                                });
    }

    private boolean taken(int partition, FetchResponse answer) {
        if (answer == null || answer.errorCode() != 0 || answer.responses().isEmpty()) return false;
        FetchResponse.PartitionData p = answer.responses().getFirst().partitions().getFirst();
        if (p.errorCode() != 0) return false;
        Set<String> there = new HashSet<>();
        Batches.of(p.records()).forEach(b -> there.addAll(b.values()));
        if (there.stream().anyMatch(v -> isOfAnotherLife(v, id))) {
            throw new Violation("a topic has nothing of the one before it", this + " reads of " + id + ": " + there);
        }
        return true;
    }

    private void delete() {
        if (controller() < 0) {
            rest(this::delete);
            return;
        }
        call(controller(), ApiKey.DELETE_TOPICS, 6, new DeleteTopicsRequest().timeoutMs(1000).topics(List.of(
                new DeleteTopicsRequest.DeleteTopicState().topicId(id))), new DeleteTopicsResponse(), answer -> {
                    ErrorCode code = answer == null ? ErrorCode.NETWORK_EXCEPTION
                            : ErrorCode.of(answer.responses().getFirst().errorCode());
                    if (code != ErrorCode.NONE && code != ErrorCode.UNKNOWN_TOPIC_ID) {
                        rest(this::delete);
                        return;
                    }
                    if (gone.add(id)) lives++;
                    later(1 + world.random().nextInt(5 * REST_MS), () -> rest(this::make));
                });
    }
}
