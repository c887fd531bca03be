package io.odradek.console.replication;

import io.odradek.console.inside.Inside;
import io.odradek.console.inside.Insides;
import io.odradek.console.inside.Standings;
import io.odradek.console.kafka.Place;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history of in-sync replicas: of clusters elsewhere from sweep to sweep, so that what comes and goes between
 * two is not seen; of embedded ones ten times a second, from what their brokers know.
 */
final class IsrWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IsrWatch.class);
    /** A look costs one comparison as long as nothing changes. */
    static final int INSIDE_MS = 100;
    private static final int SHARE_OF_TIME = 4;

    private final Snapshots snapshots;
    private final Insides insides;
    private final Map<String, IsrHistory> histories = new ConcurrentHashMap<>();
    private final Map<String, Object> stamps = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, List<IsrChange>>> listeners = new CopyOnWriteArrayList<>();
    private Thread thread;
    private Runnable deaf = () -> { };

    IsrWatch(Snapshots snapshots, Insides insides) {
        this.snapshots = snapshots;
        this.insides = insides;
    }

    void start() {
        deaf = snapshots.listen(this::swept);
        thread = Thread.ofVirtual().name("in-sync-replicas").start(this::run);
    }

    IsrHistory of(String cluster) {
        return histories.computeIfAbsent(cluster, _ -> new IsrHistory());
    }

    /** Calls back with the cluster and its news, on the thread that learned of them. The returned handle ends it. */
    Runnable listen(BiConsumer<String, List<IsrChange>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            long began = System.nanoTime();
            try {
                insides.all().forEach(this::look);
            } catch (RuntimeException e) {
                // A broker that stops just now; the next look is in a moment.
                LOG.debug("No look at in-sync replicas", e);
            }
            long tookNs = System.nanoTime() - began;
            LockSupport.parkNanos(Math.max(INSIDE_MS * 1_000_000L, SHARE_OF_TIME * tookNs));
        }
    }

    private void look(String cluster, Inside inside) {
        Standings standings = inside.standings();
        if (stamps.put(cluster, standings.stamp()) != standings.stamp()) {
            tell(cluster, of(cluster).see(System.currentTimeMillis(), standings.each()));
        }
    }

    private void swept(Snapshot snapshot) {
        if (!snapshot.reachable() || insides.find(snapshot.cluster()).isPresent()) {
            return;
        }
        tell(snapshot.cluster(), of(snapshot.cluster()).see(snapshot.takenMs(), each -> snapshot.topics()
                .forEach((name, topic) -> topic.partitions().forEach(partition -> each
                        .accept(new Place(name, partition.partition()), standing(partition))))));
    }

    private static Standings.Standing standing(PartitionState partition) {
        return new Standings.Standing(partition.leader(), partition.leaderEpoch(), partition.replicas(),
                partition.isr());
    }

    private void tell(String cluster, List<IsrChange> news) {
        if (!news.isEmpty()) {
            listeners.forEach(listener -> listener.accept(cluster, news));
        }
    }

    @Override
    public void close() {
        deaf.run();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
