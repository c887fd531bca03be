package io.odradek.engine.replica;

import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls from one leader for some of its partitions. Owns where each partition stands; the records go to the
 * partitions' lanes and
 * only their new ends come back. A partition that fails rests for replica.fetch.backoff.ms and harms no other. Works
 * on its own lane.
 *
 * <p>One fetch covers all partitions, and the leader may hold its answer back for replica.fetch.wait.max.ms.
 * Partitions that come
 * meanwhile are fetched on a second connection in short turns until that answer is there, so that a new or newly led
 * partition
 * is in sync at once; a real broker lets it wait.
 */
final class Fetcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    /**
     * A tenth of the default long wait: the main fetch stands still at most so long, once, when both become one again.
     */
    private static final int SHORT_WAIT_MS = 50;

    private final Shared shared;
    private final Endpoints endpoints;
    private final int leader;
    private final String name;
    private final Lane lane;
    private final Map<Partition, Position> positions = new LinkedHashMap<>();
    private final Map<Id, Partition> byId = new HashMap<>();
    /** For answers that name topics. */
    private final Map<TopicPartition, Partition> byName = new HashMap<>();
    private final Puller main;
    private final Puller extra;
    private Timers.Timer pause;
    private boolean closed;

    /**
     * Where a partition stands, and until when it rests (monotonic ms, 0: not at all).
     *
     * @param behind it has not got all that the leader's high watermark counts, as far as we know
     */
    record Position(FetchDialogue.Wanted wanted, long restUntilMs, boolean behind) {}

    private record Id(Uuid topic, int partition) {}

    Fetcher(Shared shared, Endpoints endpoints, int leader, int index) {
        this.shared = shared;
        this.endpoints = endpoints;
        this.leader = leader;
        this.name = "replica-fetcher-" + index + "-" + leader;
        this.lane = shared.lanes().owner(31 * leader + index);
        this.main = new Puller(shared, name, false, lane);
        this.extra = new Puller(shared, name + "-extra", true, lane);
    }

    /** Any lane. Fetched after {@link #begin}. */
    void add(Partition partition, int leaderEpoch, Truncation.Position from) {
        FetchDialogue.Wanted wanted = new FetchDialogue.Wanted(leaderEpoch, from.offset(), from.lastFetchedEpoch(),
                partition.log().logStartOffset());
        lane.run(() -> {
            positions.put(partition, new Position(wanted, 0, true));
            byId.put(new Id(partition.topicId(), partition.name().partition()), partition);
            byName.put(partition.name(), partition);
        });
    }

    /** Any lane. Queued even from our own: what other lanes have added before may still be waiting there. */
    void begin() {
        lane.execute(this::step);
    }

    /** Any lane. */
    void remove(Partition partition) {
        lane.run(() -> {
            positions.remove(partition);
            byId.remove(new Id(partition.topicId(), partition.name().partition()), partition);
            byName.remove(partition.name(), partition);
        });
    }

    private void step() {
        if (closed || positions.isEmpty() || main.underWay() && extra.underWay()) return;
        Endpoint endpoint = endpoints.of(leader);
        if (endpoint == null) {
            rest();
            return;
        }
        if (!main.underWay()) {
            // While the extra fetch is out it keeps its partitions; both come together when it is back, very soon.
            if (!extra.underWay()) pull(main, endpoint, shared.config().get(ReplicaKeys.REPLICA_FETCH_WAIT_MAX_MS));
        } else {
            pull(extra, endpoint, SHORT_WAIT_MS);
        }
    }

    private void pull(Puller by, Endpoint endpoint, int waitMs) {
        long nowMs = shared.clock().monotonicMs();
        boolean paused = shared.throttles().follower.exceeded();
        Map<Partition, FetchDialogue.Wanted> wanted = new LinkedHashMap<>();
        positions.forEach((p, at) -> {
            boolean throttled = paused && at.behind && p.throttled().follower();
            if (at.restUntilMs <= nowMs && !throttled && !main.covers(p, at.wanted)) wanted.put(p, at.wanted);
        });
        if (!wanted.isEmpty()) by.pull(endpoint, wanted, waitMs, (answer, failure) -> answered(by, answer, failure));
        else if (by == main) rest();
    }

    /** Tries again after the backoff. */
    private void rest() {
        if (pause != null || closed) return;
        pause = shared.timers().after(backoffMs() + 1, lane, () -> {
            pause = null;
            step();
        });
    }

    private int backoffMs() {
        return shared.config().get(ReplicaKeys.REPLICA_FETCH_BACKOFF_MS);
    }

    private void answered(Puller by, FetchResponse response, String failure) {
        if (closed) return;
        if (failure != null) {
            LOG.debug("{}: {}", name, failure);
            by.dialogue().lost();
            by.finished();
            rest();
            return;
        }
        FetchRound round = new FetchRound(results -> finished(by, results), lane);
        for (FetchResponse.FetchableTopicResponse topic : response.responses()) {
            for (FetchResponse.PartitionData data : topic.partitions()) {
                Partition partition = topic.topicId().equals(Uuid.ZERO)
                        ? byName.get(new TopicPartition(topic.topic(), data.partitionIndex()))
                        : byId.get(new Id(topic.topicId(), data.partitionIndex()));
                FetchDialogue.Wanted asked = partition == null ? null : by.dialogue().asked(partition);
                if (asked != null) round.add(partition, asked, data);
            }
        }
        ErrorCode error = ErrorCode.of(response.errorCode());
        if (by.dialogue().accept(response)) {
            round.start();
            return;
        }
        LOG.debug("{}: the leader answers {}", name, error);
        by.finished();
        if (error.name().contains("FETCH_SESSION")) step();
        else rest();
    }

    private void finished(Puller by, List<FetchRound.Result> results) {
        by.finished();
        results.forEach(this::apply);
        step();
    }

    private void apply(FetchRound.Result r) {
        Position known = positions.get(r.partition());
        // Removed, or added anew under another epoch, while the answer was on its way.
        if (known == null || known.wanted.leaderEpoch() != r.leaderEpoch()) return;
        FetchDialogue.Wanted next = r.next() == null ? known.wanted : r.next();
        switch (r.error()) {
            case NONE -> positions.put(r.partition(), new Position(next, 0, r.behind()));
            case OFFSET_OUT_OF_RANGE -> {
                positions.put(r.partition(), new Position(next, Long.MAX_VALUE, true));
                Channel by = main.channel() != null ? main.channel() : extra.channel();
                new OffsetLookup(shared, by, lane).find(r.partition(), r.leaderEpoch(), results -> {
                    results.forEach(this::apply);
                    step();
                });
            }
            default -> {
                LOG.debug("{}: {} of {}", name, r.error(), r.partition());
                long restUntilMs = shared.clock().monotonicMs() + backoffMs();
                positions.put(r.partition(), new Position(next, restUntilMs, known.behind));
                rest();
            }
        }
    }

    @Override
    public void close() {
        lane.offer(() -> {
            closed = true;
            positions.clear();
            byId.clear();
            byName.clear();
            if (pause != null) pause.cancel();
            main.close();
            extra.close();
        });
    }
}
