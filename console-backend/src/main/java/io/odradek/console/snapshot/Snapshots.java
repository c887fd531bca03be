package io.odradek.console.snapshot;

import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps one {@link Snapshot} per cluster, each swept by a virtual thread of its own. A sweep begins {@link #PAUSE_MS}
 * after the last ended, or
 * later where sweeps take long: the console spends at most a fifth of the time asking.
 */
public class Snapshots implements AutoCloseable {

    /** What a person watching takes for live; 450 samples in the fifteen minutes of the charts. */
    public static final long PAUSE_MS = 2_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    private static final int SHARE_OF_TIME = 4;

    private final Clusters clusters;
    private final Map<String, Keeper> keepers = new ConcurrentHashMap<>();
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public Snapshots(Clusters clusters) {
        this.clusters = clusters;
    }

    /** Begins to sweep every cluster there is; those added later begin at their first look. */
    public void start() {
        clusters.list().forEach(spec -> keeper(spec.id()));
    }

    /**
     * The newest; {@link Snapshot#empty} before the first sweep. Never blocks. Problem NOT_FOUND for an unknown
     * cluster.
     */
    public Snapshot of(String cluster) {
        return keeper(cluster).current;
    }

    /** Sweeps now and returns the result; blocks until done. For use after a change. */
    public Snapshot refresh(String cluster) {
        return keeper(cluster).fresh();
    }

    /** Calls back with every new snapshot, on the sweeper's thread. The returned handle ends it. */
    public Runnable listen(Consumer<Snapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private Keeper keeper(String cluster) {
        Keeper keeper = keepers.get(cluster);
        return keeper != null ? keeper : keepers.computeIfAbsent(clusters.spec(cluster).id(),
                _ -> new Keeper(clusters.spec(cluster)));
    }

    @Override
    public void close() {
        closed = true;
        keepers.values().forEach(keeper -> keeper.thread.interrupt());
    }

    private final class Keeper {
        private final ClusterSpec spec;
        private final Thread thread;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private volatile Snapshot current;
        private long asked;
        private long answered;

        Keeper(ClusterSpec spec) {
            this.spec = spec;
            this.current = Snapshot.empty(spec.id());
            this.thread = Thread.ofVirtual().name("sweep-" + spec.id()).start(this::run);
        }

        private void run() {
            while (!closed) {
                long began = System.nanoTime();
                long serving = read();
                try {
                    current = new Sweep(clusters.door(spec.id()), current).take();
                } catch (Problem problem) {
                    if (clusters.list().stream().noneMatch(known -> known.id().equals(spec.id()))) {
                        keepers.remove(spec.id());
                        return;
                    }
                    current = current.missed(System.currentTimeMillis(), problem.said());
                }
                listeners.forEach(listener -> listener.accept(current));
                if (!pause(serving, (System.nanoTime() - began) / 1_000_000)) {
                    return;
                }
            }
        }

        private long read() {
            lock.lock();
            try {
                return asked;
            } finally {
                lock.unlock();
            }
        }

        /** Tells those who wait, then waits for the next time or for somebody who asks. */
        private boolean pause(long served, long tookMs) {
            lock.lock();
            try {
                answered = served;
                changed.signalAll();
                // A quick sweep is repeated soon, even where the first one was slow only because everything was new; so
                // is one that reached nobody: nobody was kept busy, and the cluster may come any moment.
                boolean soon = tookMs < PAUSE_MS || !current.reachable();
                long pauseMs = soon ? PAUSE_MS : Math.min(tookMs * SHARE_OF_TIME, LONGEST_PAUSE_MS);
                long leftNs = pauseMs * 1_000_000;
                while (asked == answered && leftNs > 0) {
                    leftNs = changed.awaitNanos(leftNs);
                }
                return true;
            } catch (InterruptedException e) {
                return false;
            } finally {
                lock.unlock();
            }
        }

        private Snapshot fresh() {
            lock.lock();
            try {
                long mine = ++asked;
                changed.signalAll();
                while (answered < mine && thread.isAlive()) {
                    changed.await();
                }
                return current;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return current;
            } finally {
                lock.unlock();
            }
        }
    }
}
