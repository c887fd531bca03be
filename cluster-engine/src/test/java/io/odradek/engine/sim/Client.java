package io.odradek.engine.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.env.Peers;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.MetadataRequest;
import io.odradek.engine.wire.message.MetadataResponse;
import io.odradek.engine.wire.message.RequestHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What every simulated client has: a process of its own, connections, and a picture of who leads what. */
class Client {
    static final long TIMEOUT_MS = 3_000;
    private static final short METADATA_VERSION = 12;
    private static final Leader NOBODY = new Leader(-1, -1);

    final World world;
    final Scene scene;
    final int id;
    final Life life;
    private final SimPeers peers;
    private final Map<Integer, Peers.Peer> brokers = new HashMap<>();
    private final Map<TopicPartition, Leader> leaders = new TreeMap<>();
    private final Map<String, Uuid> ids = new TreeMap<>();
    private int controller = -1;
    private boolean refreshing;

    private record Leader(int id, int epoch) {}

    Client(Scene scene, String name) {
        this.scene = scene;
        this.world = scene.world();
        this.id = scene.nextClient();
        this.life = new Life(world, name + id, 1, 0);
        this.peers = new SimPeers(scene.net(), life, id);
    }

    void later(long ms, Runnable task) {
        life.after(ms, life.controller(), task);
    }

    /** The answer, or null where none came. */
    <A extends Message> void call(int broker, ApiKey key, int version, Message request, A empty, Consumer<A> done) {
        RequestHeader header = new RequestHeader().requestApiKey(key.id()).requestApiVersion((short) version)
                .clientId("sim");
        ByteBuf frame = Frames.requestBuffer(header, request, UnpooledByteBufAllocator.DEFAULT);
        peer(broker).send(frame, TIMEOUT_MS, life.controller(), new Peers.Answer() {
            @Override
            public void response(ByteBuf in) {
                Frames.readResponseHeader(in, key, (short) version);
                empty.read(in, (short) version);
                done.accept(empty);
            }

            @Override
            public void failed(String why) {
                done.accept(null);
            }
        });
    }

    private Peers.Peer peer(int broker) {
        return brokers.computeIfAbsent(broker, b -> peers.peer("b" + b, b, "client"));
    }

    /** -1 where nobody is known to lead. */
    int leader(TopicPartition name) {
        return leaders.getOrDefault(name, NOBODY).id;
    }

    /** The epoch of {@link #leader}, so that a broker which has not heard of it says so. */
    int leaderEpoch(TopicPartition name) {
        return leaders.getOrDefault(name, NOBODY).epoch;
    }

    int controller() {
        return controller;
    }

    /** {@link Uuid#ZERO} where the topic is not known. */
    Uuid id(String topic) {
        return ids.getOrDefault(topic, Uuid.ZERO);
    }

    int anyBroker() {
        return 1 + world.random().nextInt(scene.brokers());
    }

    /** Asks some broker how things stand, after a short rest, unless it is asking already. */
    void refresh() {
        if (refreshing) return;
        refreshing = true;
        later(20 + world.random().nextInt(100), () -> metadata(anyBroker()));
    }

    private void metadata(int broker) {
        call(broker, ApiKey.METADATA, METADATA_VERSION, new MetadataRequest().topics(null), new MetadataResponse(),
                answer -> {
                    refreshing = false;
                    if (answer == null) refresh();
                    else learn(answer);
                });
    }

    private void learn(MetadataResponse answer) {
        controller = answer.controllerId();
        for (MetadataResponse.MetadataResponseTopic t : answer.topics()) {
            if (!t.topicId().equals(ids.put(t.name(), t.topicId()))) {
                leaders.keySet().removeIf(p -> p.topic().equals(t.name()));
            }
            List<MetadataResponse.MetadataResponsePartition> all = t.partitions();
            for (MetadataResponse.MetadataResponsePartition p : all) {
                leaders.merge(new TopicPartition(t.name(), p.partitionIndex()), new Leader(p.leaderId(),
                        p.leaderEpoch()), (known, told) -> told.epoch >= known.epoch ? told : known);
            }
        }
    }

    @Override
    public final String toString() {
        return life.toString();
    }
}
