package io.odradek.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Clusters that run, by their configuration; the one that was asked for longest ago goes first. One thread. */
final class Pool {
    private static final int KEPT = 2;
    /** A port may be taken between the look for it and its use. */
    private static final int TRIES = 3;

    private final Map<String, Launched> running = new LinkedHashMap<>();

    Pool() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            synchronized (this) {
                running.values().forEach(Launched::destroy);
            }
        }));
    }

    /** A blank cluster of this configuration. */
    synchronized Launched borrow(SortedMap<Integer, Map<String, String>> brokers, Map<String, Short> features,
            String listener) throws Exception {
        String key = brokers + " " + new TreeMap<>(features) + " " + listener;
        Launched known = running.remove(key);
        if (known != null && !(known.allAlive() && new Eraser(known).erase())) {
            known.destroy();
            known = null;
        }
        List<String> oldest = new ArrayList<>(running.keySet());
        while (known == null && running.size() >= KEPT) running.remove(oldest.removeFirst()).destroy();
        if (known == null) known = start(brokers, features, listener);
        running.put(key, known);
        return known;
    }

    private static Launched start(SortedMap<Integer, Map<String, String>> brokers, Map<String, Short> features,
            String listener) throws Exception {
        for (int i = 1;; i++) {
            try {
                return Launched.start(brokers, features, listener);
            } catch (IllegalStateException e) {
                if (i == TRIES) throw e;
            }
        }
    }

    /** It is in no state to be used again. */
    synchronized void discard(Launched cluster) {
        if (running.values().remove(cluster)) cluster.destroy();
    }
}
