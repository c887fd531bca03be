package io.odradek.console.zookeeper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What happened to the znodes of one cluster while somebody looked; the last are kept. Any thread. */
final class ZnodeFeed {

    private static final int KEPT = 500;

    private final Deque<ZnodeChange> changes = new ArrayDeque<>();
    private final List<Consumer<ZnodeChange>> listeners = new CopyOnWriteArrayList<>();
    private long sequence;

    void add(String what, String path) {
        ZnodeChange change;
        synchronized (this) {
            change = new ZnodeChange(++sequence, System.currentTimeMillis(), what, path);
            changes.addLast(change);
            if (changes.size() > KEPT) {
                changes.removeFirst();
            }
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    /** Newest first. */
    synchronized List<ZnodeChange> newest(int limit) {
        List<ZnodeChange> newest = new ArrayList<>();
        for (var all = changes.descendingIterator(); all.hasNext() && newest.size() < limit; ) {
            newest.add(all.next());
        }
        return newest;
    }

    Runnable listen(Consumer<ZnodeChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    boolean heard() {
        return !listeners.isEmpty();
    }
}
