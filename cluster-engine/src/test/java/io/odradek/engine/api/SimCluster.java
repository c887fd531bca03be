package io.odradek.engine.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.AlterPartitionRequest;
import io.odradek.engine.wire.message.AlterPartitionResponse;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.LeaderAndIsrRequest;
import io.odradek.engine.wire.message.LeaderAndIsrResponse;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.RequestHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brokers in one simulated thread, one topic with one partition, and a controller that does what the test says. */
class SimCluster implements Peers {
    static final String TOPIC = "orders";
    static final Uuid TOPIC_ID = new Uuid(0x1234, 0x5678);
    private static final long LATENCY_MS = 1;
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    final SimLoop loop = new SimLoop();
    final Map<Integer, SimBroker> brokers = new HashMap<>();
    /** Pairs of brokers, written "from-to", between which nothing passes. */
    final Set<String> cut = new HashSet<>();
    List<Integer> isr = List.of();
    List<Integer> replicas = List.of();
    int leader = -1;
    int leaderEpoch = -1;
    int partitionEpoch;
    /** All in the same state; the client and ISR changes know the first alone. */
    int partitions = 1;
    final List<List<Integer>> isrHistory = new ArrayList<>();
    private final Path directory;
    private final Map<String, String> properties;
    private int from;

    SimCluster(int count, Path directory, Map<String, String> properties) {
        this.directory = directory;
        this.properties = properties;
        for (int id = 0; id < count; id++) boot(id);
    }

    /** What only this broker has. */
    Map<String, String> properties(int id) {
        return Map.of();
    }

    void boot(int id) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(properties(id));
        SimBroker b = new SimBroker(id, loop, from(id), directory.resolve("b" + id), all);
        b.table = b.table(HandlerTable.builder()).add(ApiKey.ALTER_PARTITION,
                (Handler<AlterPartitionRequest>) this::alterPartition).build();
        brokers.put(id, b);
        tellMetadata();
    }

    private Peers from(int id) {
        return (host, port, purpose) -> {
            from = id;
            return peer(host, port, purpose);
        };
    }

    @Override
    public Peer peer(String host, int port, String purpose) {
        int sender = from;
        return new Peer() {
            @Override
            public void send(ByteBuf frame, long timeoutMs, Lane lane, Answer answer) {
                // On the heap, as a network copies it: a killed broker never gives anything back.
                ByteBuf copy = Unpooled.copiedBuffer(frame);
                frame.release();
                boolean[] over = {false};
                loop.timers().after(timeoutMs, lane, () -> {
                    if (!over[0]) answer.failed("timed out");
                    over[0] = true;
                });
                SimLoop.SimLane wire = loop.new SimLane("wire");
                loop.at(LATENCY_MS, wire, () -> {
                    SimBroker to = brokers.get(port);
                    if (to == null || !to.alive || cut.contains(sender + "-" + port)) {
                        if (to == null || !to.alive) over[0] = fail(over[0], lane, answer);
                        return;
                    }
                    to.handle(copy, bytes -> loop.at(LATENCY_MS, wire, () -> {
                        if (over[0] || cut.contains(port + "-" + sender) || bytes == null) return;
                        over[0] = true;
                        lane.execute(() -> answer.response(bytes));
                    }));
                });
            }

            @Override
            public void close() {}
        };
    }

    private static boolean fail(boolean over, Lane lane, Peers.Answer answer) {
        if (!over) lane.execute(() -> answer.failed("refused"));
        return true;
    }

    // ---- the controller

    void elect(int leader, List<Integer> isr, List<Integer> replicas) {
        this.leader = leader;
        this.isr = isr;
        this.replicas = replicas;
        leaderEpoch++;
        partitionEpoch++;
        tellMetadata();
        for (int id : replicas) if (brokers.get(id).alive) tell(id);
        loop.run(20);
    }

    void tell(int id) {
        List<LeaderAndIsrRequest.LeaderAndIsrPartitionState> states = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            states.add(new LeaderAndIsrRequest.LeaderAndIsrPartitionState().partitionIndex(p).leader(leader)
                    .leaderEpoch(leaderEpoch).partitionEpoch(partitionEpoch).isr(isr).replicas(replicas));
        }
        LeaderAndIsrRequest request = new LeaderAndIsrRequest().controllerEpoch(1).topicStates(List.of(
                new LeaderAndIsrRequest.LeaderAndIsrTopicState().topicName(TOPIC).topicId(TOPIC_ID)
                        .partitionStates(states)));
        brokers.get(id).replicas.roles().leaderAndIsr(request, (short) 7, (LeaderAndIsrResponse _) -> { });
    }

    void tellMetadata() {
        Map<Integer, BrokerImage> live = new HashMap<>();
        brokers.forEach((id, b) -> {
            if (b.alive) live.put(id, new BrokerImage(id, -1, "rack" + id,
                    List.of(new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, "sim", id))));
        });
        for (SimBroker b : brokers.values()) {
            if (!b.alive) continue;
            b.metadata.update(d -> {
                d.clusterId("cluster").controllerId(live.keySet().iterator().next()).brokers(live);
                if (leader >= 0) d.partition(TOPIC, TOPIC_ID, 0, new PartitionImage(replicas, isr, leader, leaderEpoch,
                        partitionEpoch, List.of()));
            });
        }
    }

    private void alterPartition(Exchange x, AlterPartitionRequest q) {
        AlterPartitionResponse response = new AlterPartitionResponse();
        for (AlterPartitionRequest.TopicData t : q.topics()) {
            AlterPartitionRequest.PartitionData p = t.partitions().getFirst();
            if (p.leaderEpoch() == leaderEpoch && p.partitionEpoch() == partitionEpoch) {
                isr = p.newIsrWithEpochs().stream().map(AlterPartitionRequest.BrokerState::brokerId).toList();
                isrHistory.add(isr);
                partitionEpoch++;
            }
            response.topics().add(new AlterPartitionResponse.TopicData().topicId(t.topicId()).partitions(List.of(
                    new AlterPartitionResponse.PartitionData().partitionIndex(0).leaderId(leader)
                    .leaderEpoch(leaderEpoch).isr(isr)
                            .partitionEpoch(partitionEpoch))));
        }
        x.answer(response);
    }

    // ---- a client

    /** An answer to come. */
    static final class Reply<A extends Message> {
        A message;
        boolean over;
    }

    <A extends Message> Reply<A> send(int broker, ApiKey key, int version, Message request, A empty) {
        Reply<A> reply = new Reply<>();
        RequestHeader header = new RequestHeader().requestApiKey(key.id()).requestApiVersion((short) version)
                .clientId("test");
        ByteBuf frame = Frames.requestBuffer(header, request, ByteBufAllocator.DEFAULT);
        ByteBuf copy = Unpooled.copiedBuffer(frame);
        frame.release();
        brokers.get(broker).handle(copy, bytes -> {
            reply.over = true;
            if (bytes == null) return;
            Frames.readResponseHeader(bytes, key, (short) version);
            empty.read(bytes, (short) version);
            reply.message = empty;
        });
        return reply;
    }

    <A extends Message> A call(int broker, ApiKey key, int version, Message request, A empty) {
        Reply<A> reply = send(broker, key, version, request, empty);
        loop.until(() -> reply.over, 60_000);
        return reply.message;
    }

    static ProduceRequest produce(int acks, String... values) {
        return new ProduceRequest().acks((short) acks).timeoutMs(5000)
                .topicData(List.of(new ProduceRequest.TopicProduceData().name(TOPIC)
                .topicId(TOPIC_ID).partitionData(List.of(new ProduceRequest.PartitionProduceData().index(0)
                        .records(new Payload.Buf(batch(values)))))));
    }

    /** On the heap: a request may be sent twice, and nobody gives its records back. */
    static ByteBuf batch(String... values) {
        return batch(Codec.NONE, values);
    }

    static ByteBuf batch(Codec codec, String... values) {
        try (BatchBuilder builder = new BatchBuilder(HEAP, codec, codec.defaultLevel())) {
            for (String v : values) builder.append(1_700_000_000_000L, null,
                    ByteBuffer.wrap(v.getBytes(StandardCharsets.UTF_8)));
            return builder.build();
        }
    }

    static FetchRequest fetch(long offset, int maxWaitMs, int minBytes) {
        return new FetchRequest().maxWaitMs(maxWaitMs).minBytes(minBytes).maxBytes(1 << 20)
                .topics(new ArrayList<>(List.of(
                new FetchRequest.FetchTopic().topic(TOPIC).topicId(TOPIC_ID).partitions(new ArrayList<>(List.of(
                        new FetchRequest.FetchPartition().partition(0).fetchOffset(offset)
                        .partitionMaxBytes(1 << 20)))))));
    }
}
