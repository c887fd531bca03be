package io.odradek.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    synchronized Launched borrow(Launched.Shape shape) throws Exception {
        String key = shape.toString();
        Launched known = running.remove(key);
        if (known != null && !(known.allAlive() && new Eraser(known).erase())) {
            known.destroy();
            known = null;
        }
        List<String> oldest = new ArrayList<>(running.keySet());
        while (known == null && running.size() >= KEPT) running.remove(oldest.removeFirst()).destroy();
        if (known == null) known = start(shape);
        running.put(key, known);
        return known;
    }

    private static Launched start(Launched.Shape shape) throws Exception {
        for (int i = 1;; i++) {
            try {
                return Launched.start(shape);
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
