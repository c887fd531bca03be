package io.odradek.engine.replica;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import java.util.Map;
import java.util.function.BiConsumer;

/** One connection of a fetcher, with one fetch under way at a time. On the fetcher's lane. */
final class Puller implements AutoCloseable {
    /** The newest that Kafka 3.9 serves: topic ids and the follower's broker epoch. */
    private static final short VERSION = 17;
    /** The newest that names topics, while one of them has no id (LeaderAndIsr before version 5 tells none). */
    private static final short BY_NAME = 12;
    /** A leader holds an answer back at most this much longer than asked before it counts as lost. */
    private static final long GRACE_MS = 1000;

    private final Shared shared;
    private final String name;
    private final FetchDialogue dialogue;
    private final Lane lane;
    private Endpoint at;
    private Channel channel;
    private boolean underWay;

    Puller(Shared shared, String name, boolean sessionless, Lane lane) {
        this.shared = shared;
        this.name = name;
        this.dialogue = new FetchDialogue(sessionless);
        this.lane = lane;
    }

    boolean underWay() {
        return underWay;
    }

    /** Whether the fetch under way asks for this, in this epoch. */
    boolean covers(Partition partition, FetchDialogue.Wanted wanted) {
        FetchDialogue.Wanted asked = underWay ? dialogue.asked(partition) : null;
        return asked != null && asked.leaderEpoch() == wanted.leaderEpoch();
    }

    FetchDialogue dialogue() {
        return dialogue;
    }

    /** For a question in between, after {@link #pull}. */
    Channel channel() {
        return channel;
    }

    void pull(Endpoint leader, Map<Partition, FetchDialogue.Wanted> wanted, int waitMs,
              BiConsumer<FetchResponse, String> answer) {
        underWay = true;
        connect(leader);
        BrokerConfig config = shared.config();
        boolean byId = wanted.keySet().stream().noneMatch(p -> p.topicId().equals(Uuid.ZERO));
        dialogue.byId(byId);
        FetchRequest request = self(byId).maxWaitMs(waitMs)
                .minBytes(config.get(ReplicaKeys.REPLICA_FETCH_MIN_BYTES))
                .maxBytes(config.get(ReplicaKeys.REPLICA_FETCH_RESPONSE_MAX_BYTES));
        dialogue.fill(request, wanted, config.get(ReplicaKeys.REPLICA_FETCH_MAX_BYTES));
        long timeoutMs = Math.max(config.get(ReplicaKeys.REPLICA_SOCKET_TIMEOUT_MS), waitMs + GRACE_MS);
        channel.send(ApiKey.FETCH, request, byId ? VERSION : BY_NAME, timeoutMs, lane,
                new Channel.Callback<>(new FetchResponse(), answer));
    }

    private FetchRequest self(boolean byId) {
        if (!byId) return new FetchRequest().replicaId(shared.brokerId());
        return new FetchRequest().replicaState(new FetchRequest.ReplicaState().replicaId(shared.brokerId())
                .replicaEpoch(shared.brokerEpoch()));
    }

    private void connect(Endpoint leader) {
        if (channel != null && leader.equals(at)) return;
        close();
        dialogue.lost();
        at = leader;
        channel = new Channel(shared.peers().peer(leader.host(), leader.port(), name),
                "broker-" + shared.brokerId() + "-" + name, shared.timers());
    }

    /** The answer was dealt with, or will not come. */
    void finished() {
        underWay = false;
    }

    @Override
    public void close() {
        if (channel != null) channel.close();
        channel = null;
    }
}
