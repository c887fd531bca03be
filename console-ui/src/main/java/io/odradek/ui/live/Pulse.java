package io.odradek.ui.live;

import io.odradek.console.snapshot.Snapshots;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners when the snapshot of their cluster is a new one. Promises neither every snapshot nor an order
 * between listeners.
 * Listeners are called on the pulse's own thread and must only hand over.
 */
public final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    /** A look costs one volatile read a cluster, so twice a second is free and late by half a second at most. */
    private static final long PERIOD_MS = 500;

    private final Snapshots snapshots;
    private final Map<String, Set<Runnable>> listeners = new ConcurrentHashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pages-pulse").daemon().factory());

    public Pulse(Snapshots snapshots) {
        this.snapshots = snapshots;
        thread.scheduleAtFixedRate(this::look, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Calls the listener from now on, until the returned runnable is run. */
    public Runnable listen(String cluster, Runnable listener) {
        listeners.computeIfAbsent(cluster, c -> ConcurrentHashMap.newKeySet()).add(listener);
        return () -> listeners.getOrDefault(cluster, Set.of()).remove(listener);
    }

    private void look() {
        listeners.forEach((cluster, ones) -> {
            if (ones.isEmpty()) {
                return;
            }
            try {
                long tried = snapshots.of(cluster).triedMs();
                Long before = seen.put(cluster, tried);
                if (before == null || before != tried) {
                    ones.forEach(Runnable::run);
                }
            } catch (RuntimeException e) {
                LOG.debug("No pulse for {}", cluster, e);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
