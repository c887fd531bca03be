package io.odradek.engine.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.message.InitProducerIdRequest;
import io.odradek.engine.wire.message.InitProducerIdResponse;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.ProduceResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes numbered records, and never gives one up: batches of a partition are sent in their order, several in flight
 * (as the Java client with idempotence does), those that failed again before those that followed.
 */
final class Producer extends Client {
    private static final short VERSION = 12;
    private static final int MOST_RECORDS = 3;

    /** What is promised to it. */
    enum Kind {
        /** acks=all and a producer id: every acknowledged record once, in order. */
        IDEMPOTENT(-1, 5),
        /** acks=all, retries: every acknowledged record at least once. */
        PLAIN(-1, 1),
        /** acks=1: nothing. */
        CARELESS(1, 1);

        final int acks;
        final int inFlight;

        Kind(int acks, int inFlight) {
            this.acks = acks;
            this.inFlight = inFlight;
        }
    }

    /** What is done stays in the window until all before it is: brokers know the last five batches only. */
    private enum State { WAITING, SENT, DONE }

    /** Records that go together; numbered for each partition from 0 on. */
    static final class Batch {
        final List<String> values;
        final int sequence;
        private State state = State.WAITING;
        private int attempts;
        /** As acknowledged; -1 where the broker could not say any more. */
        long offset = -1;

        Batch(List<String> values, int sequence) {
            this.values = values;
            this.sequence = sequence;
        }
    }

    /** One partition's stream of batches. */
    static final class Stream {
        final TopicPartition name;
        final ArrayDeque<Batch> window = new ArrayDeque<>();
        final List<Batch> acknowledged = new ArrayList<>();
        int nextSequence;

        Stream(TopicPartition name) {
            this.name = name;
        }
    }

    private final Kind kind;
    private final Map<TopicPartition, Stream> streams = new TreeMap<>();
    private final int paceMs;
    private long producerId = -1;
    private short epoch = -1;

    Producer(Scene scene, Kind kind, List<TopicPartition> partitions) {
        super(scene, "p");
        this.kind = kind;
        for (TopicPartition p : partitions) streams.put(p, new Stream(p));
        paceMs = 20 + world.random().nextInt(150);
    }

    void start() {
        refresh();
        if (kind == Kind.IDEMPOTENT) initialise();
        else later(paceMs, this::tick);
    }

    Kind kind() {
        return kind;
    }

    Iterable<Stream> streams() {
        return streams.values();
    }

    /** Everything it has sent is acknowledged. */
    boolean done() {
        return streams.values().stream().allMatch(s -> s.window.isEmpty() || !scene.history().promised(s.name));
    }

    private void initialise() {
        call(anyBroker(), ApiKey.INIT_PRODUCER_ID, 4, new InitProducerIdRequest().transactionalId(null)
                .transactionTimeoutMs(60_000), new InitProducerIdResponse(), answer -> {
                    if (answer == null || answer.errorCode() != 0) {
                        later(100, this::initialise);
                        return;
                    }
                    producerId = answer.producerId();
                    epoch = answer.producerEpoch();
                                tick();
                });
    }

    private void tick() {
        if (scene.producing()) {
            for (Stream s : streams.values()) if (s.window.size() < kind.inFlight && world.oneIn(2)) make(s);
        }
        streams.values().forEach(this::pump);
        later(1 + world.random().nextInt(2 * paceMs), this::tick);
    }

    private void make(Stream s) {
        List<String> values = new ArrayList<>();
        for (int i = 1 + world.random().nextInt(MOST_RECORDS); i > 0; i--) {
            values.add(this + "/" + s.nextSequence++);
        }
        s.window.add(new Batch(values, s.nextSequence - values.size()));
    }

    /** Sends what waits, up to the first that is out again after a failure. */
    private void pump(Stream s) {
        int leader = leader(s.name);
        for (Batch b : s.window) {
            if (b.state != State.WAITING) continue;
            if (leader < 0) {
                refresh();
                return;
            }
            // What failed goes first and alone, as the Java client does, so that the order is kept.
            if (b.attempts > 0 && b != s.window.peek()) return;
            send(s, b, leader);
            if (b.attempts > 1) return;
        }
    }

    private void send(Stream s, Batch b, int leader) {
        b.state = State.SENT;
        b.attempts++;
        ByteBuf records = records(b);
        ProduceRequest request = new ProduceRequest().acks((short) kind.acks).timeoutMs(2000)
                .topicData(List.of(new ProduceRequest.TopicProduceData().name(s.name.topic()).partitionData(List.of(
                        new ProduceRequest.PartitionProduceData().index(s.name.partition())
                                .records(new Payload.Buf(records))))));
        int reign = scene.history().reign(s.name, leader);
        call(leader, ApiKey.PRODUCE, VERSION, request, new ProduceResponse(), answer -> {
            boolean asLeader = reign >= 0 && reign == scene.history().reign(s.name, leader);
            answered(s, b, answer, asLeader);
        });
    }

    private ByteBuf records(Batch b) {
        try (BatchBuilder builder = new BatchBuilder(UnpooledByteBufAllocator.DEFAULT)) {
            if (kind == Kind.IDEMPOTENT) builder.producer(producerId, epoch, b.sequence);
            for (String value : b.values) {
                builder.append(life.wallMs(), null, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
            }
            return builder.build();
        }
    }

    /** @param asLeader whoever answered led all the time: others may lack what came before, and cannot know it */
    private void answered(Stream s, Batch b, ProduceResponse answer, boolean asLeader) {
        ProduceResponse.PartitionProduceResponse p = answer == null || answer.responses().isEmpty() ? null
                : answer.responses().getFirst().partitionResponses().getFirst();
        ErrorCode code = p == null ? ErrorCode.NETWORK_EXCEPTION : ErrorCode.of(p.errorCode());
        if (code == ErrorCode.NONE || code == ErrorCode.DUPLICATE_SEQUENCE_NUMBER) {
            acknowledged(s, b, code == ErrorCode.NONE ? p.baseOffset() : -1);
            return;
        }
        b.state = State.WAITING;
        if (code == ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER && asLeader && b == s.window.peek()) {
            for (Batch w : s.window) {
                world.trace().add("%s has in flight: %s, %s, attempt %d", this, w.values, w.state, w.attempts);
            }
            scene.history().outOfOrder(this, s.name, b);
        }
        switch (code) {
            case NOT_ENOUGH_REPLICAS, NOT_ENOUGH_REPLICAS_AFTER_APPEND, REQUEST_TIMED_OUT -> { }
            case NETWORK_EXCEPTION, NOT_LEADER_OR_FOLLOWER, UNKNOWN_TOPIC_OR_PARTITION, LEADER_NOT_AVAILABLE,
                    KAFKA_STORAGE_ERROR, OUT_OF_ORDER_SEQUENCE_NUMBER -> refresh();
            default -> scene.history().unexpected(s.name, this + " produces " + b.values + " and is told " + code);
        }
    }

    private void acknowledged(Stream s, Batch b, long offset) {
        b.state = State.DONE;
        while (!s.window.isEmpty() && s.window.peek().state == State.DONE) s.window.poll();
        b.offset = offset;
        s.acknowledged.add(b);
        world.trace().mix(offset);
        if (kind != Kind.CARELESS) scene.history().acknowledged(s.name, b);
    }
}
