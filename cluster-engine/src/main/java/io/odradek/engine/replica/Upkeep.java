package io.odradek.engine.replica;

import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.HashMap;

/**
 * What must be looked after from time to time: members of an ISR that fell behind (every half of
 * replica.lag.time.max.ms, as a real broker does) and whoever waits for one of them, and the high watermarks on disk.
 */
final class Upkeep implements AutoCloseable {
    private final Replicas replicas;
    private final Shared shared;
    private final Lane lane;
    private volatile boolean stopped;
    private volatile Timers.Timer laggards;
    private volatile Timers.Timer checkpoint;

    Upkeep(Replicas replicas, Shared shared) {
        this.replicas = replicas;
        this.shared = shared;
        this.lane = shared.lanes().disk(Upkeep.class.getName().hashCode());
    }

    void start() {
        nextLaggards();
        nextCheckpoint();
    }

    private void nextLaggards() {
        if (stopped) return;
        laggards = shared.timers().after(Math.max(1, shared.maxLagMs() / 2), lane, () -> {
            lookAfterAll();
            nextLaggards();
        });
    }

    private void nextCheckpoint() {
        long everyMs = shared.config().get(ReplicaKeys.REPLICA_HIGH_WATERMARK_CHECKPOINT_INTERVAL_MS);
        if (!stopped) checkpoint = shared.timers().after(everyMs, lane, this::checkpoint);
    }

    /** Each partition by its own lane, soon. Any thread. */
    void lookAfterAll() {
        Map<Lane, List<Partition>> byLane = new HashMap<>();
        for (Partition p : replicas.all()) byLane.computeIfAbsent(p.lane(), _ -> new ArrayList<>()).add(p);
        byLane.forEach((owner, list) -> owner.offer(() -> list.forEach(Partition::lookAfter)));
    }

    private void checkpoint() {
        shared.logs().checkpointHighWatermarks();
        nextCheckpoint();
    }

    @Override
    public void close() {
        stopped = true;
        if (laggards != null) laggards.cancel();
        if (checkpoint != null) checkpoint.cancel();
    }
}
