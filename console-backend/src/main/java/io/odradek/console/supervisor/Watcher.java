package io.odradek.console.supervisor;

import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks at the cluster often after something was done to it. The last episodes are kept. Any thread. */
final class Watcher implements AutoCloseable {

    private static final int KEPT = 50;
    /** Ten looks a second while something is going on. */
    private static final long PAUSE_NS = 100_000_000;
    private static final long LONGEST_MS = 60_000;

    private final Snapshots snapshots;
    private final Deque<Episode> episodes = new ArrayDeque<>();
    private Thread thread;

    Watcher(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Newest first. */
    synchronized List<Episode> episodes() {
        return new ArrayList<>(episodes);
    }

    /** Begins to watch, in place of what is watched now. */
    synchronized void watch(Snapshot before, String what, int broker, boolean away) {
        if (thread != null) {
            thread.interrupt();
        }
        Aftermath aftermath = new Aftermath(before, what, broker, away, System.currentTimeMillis());
        episodes.addFirst(aftermath.episode(true));
        if (episodes.size() > KEPT) {
            episodes.removeLast();
        }
        thread = Thread.ofVirtual().name("aftermath").start(() -> run(before.cluster(), aftermath));
    }

    private void run(String cluster, Aftermath aftermath) {
        long deadline = System.currentTimeMillis() + LONGEST_MS;
        boolean more = true;
        while (more && System.currentTimeMillis() < deadline && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE_NS);
            try {
                more = aftermath.see(snapshots.refresh(cluster));
            } catch (Problem gone) {
                more = false;
            }
            put(aftermath.episode(more));
        }
        put(aftermath.episode(false));
    }

    private synchronized void put(Episode next) {
        List<Episode> all = new ArrayList<>(episodes);
        episodes.clear();
        for (Episode one : all) {
            boolean same = one.timeMs() == next.timeMs() && one.broker() == next.broker();
            episodes.addLast(same ? next : one);
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
