package io.odradek.engine.coordinator.transaction;

import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.ShardContext;
import io.odradek.engine.metadata.TopicPartition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings decided transactions to their end in every partition, again and again until all know it. Lane of the shard.
 */
public final class TransactionEnds {
    /** A leader that moved is known again within a few of these. */
    private static final long AGAIN_MS = 100;

    /** Runs an event at the shard that this belongs to. */
    public interface Later {
        void complete(int partition, String id, short epoch);
    }

    private final ShardContext context;
    private final Markers markers;
    private final Later later;
    private final Map<String, Long> underWay = new HashMap<>();
    private long attempts;
    private boolean stopped;

    TransactionEnds(ShardContext context, Markers markers, Later later) {
        this.context = context;
        this.markers = markers;
        this.later = later;
    }

    void begin(Txn t) {
        long attempt = ++attempts;
        underWay.put(t.id(), attempt);
        write(t, new TreeSet<>(t.partitions()), attempt);
    }

    void stop() {
        stopped = true;
        underWay.clear();
    }

    private void write(Txn t, Set<TopicPartition> to, long attempt) {
        if (to.isEmpty()) {
            done(t, attempt);
            return;
        }
        Markers.Job job = new Markers.Job(t.producerId(), t.epoch(), t.state() == TxnState.PREPARE_COMMIT,
                context.leaderEpoch(), to);
        markers.write(job, left -> context.lane().run(() -> {
            if (left.isEmpty()) done(t, attempt);
            else again(t, left, attempt);
        }));
    }

    private boolean isCurrent(Txn t, long attempt) {
        return !stopped && Long.valueOf(attempt).equals(underWay.get(t.id()));
    }

    private void again(Txn t, Set<TopicPartition> left, long attempt) {
        if (!isCurrent(t, attempt)) return;
        context.timers().schedule("markers of " + t.id(), AGAIN_MS, () -> {
            if (isCurrent(t, attempt)) write(t, left, attempt);
            return Outcome.nothing();
        });
    }

    private void done(Txn t, long attempt) {
        if (!isCurrent(t, attempt)) return;
        underWay.remove(t.id());
        later.complete(context.partition(), t.id(), t.epoch());
    }
}
