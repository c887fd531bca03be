package io.odradek.engine.replica;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls from one leader for some of its partitions, one request under way at a time. Owns where each partition stands;
 * the records go
 * to the partitions' lanes and only their new ends come back. A partition that fails rests for
 * replica.fetch.backoff.ms and harms no
 * other. Works on its own lane.
 */
final class Fetcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    /** The newest that Kafka 3.9 serves: topic ids and the follower's broker epoch. */
    private static final short VERSION = 17;
    /** A leader holds an answer back at most this much longer than asked before it counts as lost. */
    private static final long GRACE_MS = 1000;

    private final Shared shared;
    private final Endpoints endpoints;
    private final int leader;
    private final String name;
    private final Lane lane;
    private final Map<Partition, Position> positions = new LinkedHashMap<>();
    private final Map<Id, Partition> byId = new HashMap<>();
    private final FetchDialogue dialogue = new FetchDialogue();
    private Endpoint at;
    private Channel channel;
    private Timers.Timer pause;
    private boolean underWay;
    private boolean closed;

    /** Where a partition stands, and until when it rests (monotonic ms, 0: not at all). */
    record Position(FetchDialogue.Wanted wanted, long restUntilMs) {}

    private record Id(Uuid topic, int partition) {}

    Fetcher(Shared shared, Endpoints endpoints, int leader, int index) {
        this.shared = shared;
        this.endpoints = endpoints;
        this.leader = leader;
        this.name = "replica-fetcher-" + index + "-" + leader;
        this.lane = shared.lanes().owner(31 * leader + index);
    }

    /** Any lane. */
    void add(Partition partition, int leaderEpoch, Truncation.Position from) {
        FetchDialogue.Wanted wanted = new FetchDialogue.Wanted(leaderEpoch, from.offset(), from.lastFetchedEpoch(),
                partition.log().logStartOffset());
        lane.run(() -> {
            positions.put(partition, new Position(wanted, 0));
            byId.put(new Id(partition.topicId(), partition.name().partition()), partition);
            step();
        });
    }

    /** Any lane. */
    void remove(Partition partition) {
        lane.run(() -> {
            positions.remove(partition);
            byId.remove(new Id(partition.topicId(), partition.name().partition()), partition);
        });
    }

    private void step() {
        if (underWay || closed || positions.isEmpty()) return;
        if (pause != null) pause.cancel();
        pause = null;
        Endpoint endpoint = endpoints.of(leader);
        Map<Partition, FetchDialogue.Wanted> active = active();
        if (endpoint == null || active.isEmpty()) {
            rest();
            return;
        }
        underWay = true;
        BrokerConfig config = shared.config();
        int waitMs = config.get(ReplicaKeys.REPLICA_FETCH_WAIT_MAX_MS);
        FetchRequest request = new FetchRequest().maxWaitMs(waitMs)
                .minBytes(config.get(ReplicaKeys.REPLICA_FETCH_MIN_BYTES))
                .maxBytes(config.get(ReplicaKeys.REPLICA_FETCH_RESPONSE_MAX_BYTES))
                .replicaState(new FetchRequest.ReplicaState().replicaId(shared.brokerId())
                .replicaEpoch(shared.brokerEpoch()));
        dialogue.fill(request, active, config.get(ReplicaKeys.REPLICA_FETCH_MAX_BYTES));
        long timeoutMs = Math.max(config.get(ReplicaKeys.REPLICA_SOCKET_TIMEOUT_MS), waitMs + GRACE_MS);
        channel(endpoint).send(ApiKey.FETCH, request, VERSION, timeoutMs, lane,
                new Channel.Callback<>(new FetchResponse(), this::answered));
    }

    private Map<Partition, FetchDialogue.Wanted> active() {
        long nowMs = shared.clock().monotonicMs();
        Map<Partition, FetchDialogue.Wanted> active = LinkedHashMap.newLinkedHashMap(positions.size());
        positions.forEach((p, at) -> {
            if (at.restUntilMs <= nowMs) active.put(p, at.wanted);
        });
        return active;
    }

    private Channel channel(Endpoint endpoint) {
        if (channel == null || !endpoint.equals(at)) {
            if (channel != null) channel.close();
            dialogue.lost();
            at = endpoint;
            channel = new Channel(shared.peers().peer(endpoint.host(), endpoint.port(), name),
                    "broker-" + shared.brokerId() + "-fetcher-" + leader);
        }
        return channel;
    }

    /** Tries again after the backoff. */
    private void rest() {
        if (pause == null && !closed) {
            pause = shared.timers().after(backoffMs(), lane, () -> {
                pause = null;
                step();
            });
        }
    }

    private int backoffMs() {
        return shared.config().get(ReplicaKeys.REPLICA_FETCH_BACKOFF_MS);
    }

    private void answered(FetchResponse response, String failure) {
        if (failure != null) {
            underWay = false;
            dialogue.lost();
            LOG.debug("{}: {}", name, failure);
            rest();
            return;
        }
        if (!dialogue.accept(response)) {
            underWay = false;
            LOG.debug("{}: the leader answers {}", name, ErrorCode.of(response.errorCode()));
            if (ErrorCode.of(response.errorCode()).name().startsWith("FETCH_SESSION")) step();
            else rest();
            return;
        }
        FetchRound round = new FetchRound(this::finished, lane);
        for (FetchResponse.FetchableTopicResponse topic : response.responses()) {
            for (FetchResponse.PartitionData data : topic.partitions()) {
                Partition partition = byId.get(new Id(topic.topicId(), data.partitionIndex()));
                if (partition != null) round.add(partition, positions.get(partition).wanted.leaderEpoch(), data);
            }
        }
        round.start();
    }

    private void finished(List<FetchRound.Result> results) {
        underWay = false;
        results.forEach(this::apply);
        step();
    }

    private void apply(FetchRound.Result r) {
        Position known = positions.get(r.partition());
        // Removed, or added anew under another epoch, while the answer was on its way.
        if (known == null || known.wanted.leaderEpoch() != r.leaderEpoch()) return;
        FetchDialogue.Wanted next = r.next() == null ? known.wanted : r.next();
        switch (r.error()) {
            case NONE -> positions.put(r.partition(), new Position(next, 0));
            case OFFSET_OUT_OF_RANGE -> {
                positions.put(r.partition(), new Position(next, Long.MAX_VALUE));
                new OffsetLookup(shared, channel, lane).find(r.partition(), r.leaderEpoch(), this::finished);
            }
            default -> {
                LOG.debug("{}: {} of {}", name, r.error(), r.partition());
                positions.put(r.partition(), new Position(next, shared.clock().monotonicMs() + backoffMs()));
                wakeRested();
            }
        }
    }

    /**
     * Without others to fetch for, or while the leader holds an answer back, somebody must look when the rest is over.
     */
    private void wakeRested() {
        shared.timers().after(backoffMs() + 1, lane, this::step);
    }

    @Override
    public void close() {
        lane.offer(() -> {
            closed = true;
            positions.clear();
            byId.clear();
            if (pause != null) pause.cancel();
            if (channel != null) channel.close();
        });
    }
}
