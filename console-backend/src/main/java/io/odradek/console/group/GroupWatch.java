package io.odradek.console.group;

import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Keeps each cluster's picture of its groups: a sweep after each snapshot, never two at once. Any thread. */
final class GroupWatch {

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final Map<String, Keeper> keepers = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    GroupWatch(Clusters clusters, Snapshots snapshots) {
        this.clusters = clusters;
        this.snapshots = snapshots;
    }

    /** Begins; the returned handle ends it. */
    Runnable start() {
        return snapshots.listen(this::see);
    }

    GroupPicture of(String cluster) {
        return keeper(cluster).picture;
    }

    GroupMemory memory(String cluster) {
        return keeper(cluster).memory;
    }

    /** Sweeps now and returns the result. */
    GroupPicture refresh(String cluster) {
        return keeper(cluster).sweep();
    }

    /** Calls back with the cluster's id after each sweep, on the sweep's thread. The returned handle ends it. */
    Runnable listen(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void see(Snapshot snapshot) {
        Keeper keeper = keeper(snapshot.cluster());
        // The sweeper's thread does not wait for us; a slow sweep of groups skips a snapshot.
        if (snapshot.reachable() && keeper.busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("groups-" + snapshot.cluster()).start(() -> {
                try {
                    keeper.sweep();
                } finally {
                    keeper.busy.set(false);
                }
            });
        }
    }

    private Keeper keeper(String cluster) {
        return keepers.computeIfAbsent(clusters.spec(cluster).id(), Keeper::new);
    }

    private final class Keeper {
        private final String cluster;
        private final GroupMemory memory = new GroupMemory();
        private final AtomicBoolean busy = new AtomicBoolean();
        private final ReentrantLock lock = new ReentrantLock();
        private volatile GroupPicture picture = GroupPicture.NONE;

        Keeper(String cluster) {
            this.cluster = cluster;
        }

        GroupPicture sweep() {
            lock.lock();
            try {
                picture = new GroupSweep(clusters.door(cluster), snapshots.of(cluster), picture, memory).take();
            } catch (Problem problem) {
                picture = picture.missed(problem.said());
            } finally {
                lock.unlock();
            }
            listeners.forEach(listener -> listener.accept(cluster));
            return picture;
        }
    }
}
