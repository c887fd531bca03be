package io.odradek.console.supervisor;

import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What happened: the differences between one sweep and the next, and what was done here. The last thousand are kept.
 * Any thread.
 */
final class Timeline {

    /** A thousand of some 200 bytes: 200 KB. */
    private static final int KEPT = 1_000;
    /** Topics named one by one in a sweep's differences; more are counted. */
    private static final int NAMED = 10;

    private final Deque<Event> events = new ArrayDeque<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Snapshot> seen = new HashMap<>();
    private long sequence;

    /** Events after this sequence, oldest first. */
    synchronized List<Event> after(long afterSequence) {
        return events.stream().filter(event -> event.sequence() > afterSequence).toList();
    }

    Runnable listen(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void add(String cluster, String severity, String subject, String what) {
        Event event;
        synchronized (this) {
            event = new Event(++sequence, System.currentTimeMillis(), cluster, severity, subject, what);
            events.addLast(event);
            if (events.size() > KEPT) {
                events.removeFirst();
            }
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    /** Takes a new snapshot and writes down what is different from the last. */
    void see(Snapshot now) {
        Snapshot before;
        synchronized (seen) {
            before = seen.put(now.cluster(), now);
        }
        if (before == null || !before.known()) {
            if (now.reachable()) {
                add(now.cluster(), "info", "cluster", "First seen with " + now.brokers().size() + " brokers and " + now
                        .topics().size()
                        + " topics");
            }
            return;
        }
        if (before.reachable() != now.reachable()) {
            add(now.cluster(), now.reachable() ? "info" : "error", "cluster",
                    now.reachable() ? "It answers again" : "It no longer answers: " + now.trouble());
        }
        if (!now.reachable()) {
            return;
        }
        brokers(before, now);
        topics(before, now);
        count(now.cluster(), "without a leader", before.totals().offline(), now.totals().offline(), "error");
        count(now.cluster(), "under-replicated", before.totals().underReplicated(), now.totals().underReplicated(),
                "warn");
    }

    private void brokers(Snapshot before, Snapshot now) {
        Map<Integer, BrokerState> old = before.brokers().stream()
                .collect(Collectors.toMap(BrokerState::id, broker -> broker));
        for (BrokerState broker : now.brokers()) {
            boolean was = old.containsKey(broker.id()) && old.get(broker.id()).online();
            if (broker.online() != was) {
                add(now.cluster(), broker.online() ? "info" : "warn", "broker " + broker.id(),
                        broker.online() ? "It joined the cluster" : "It left the cluster");
            }
        }
        if (before.controller() != now.controller()) {
            add(now.cluster(), now.controller() < 0 ? "error" : "info", "controller",
                    now.controller() < 0 ? "There is none" : "Broker " + now.controller() + " is the controller now");
        }
    }

    private void topics(Snapshot before, Snapshot now) {
        List<String> created = new ArrayList<>(now.topics().keySet());
        created.removeIf(before.topics()::containsKey);
        List<String> deleted = new ArrayList<>(before.topics().keySet());
        deleted.removeIf(now.topics()::containsKey);
        names(now.cluster(), created, "Created");
        names(now.cluster(), deleted, "Deleted");
    }

    private void names(String cluster, List<String> names, String what) {
        names.stream().limit(NAMED).forEach(name -> add(cluster, "info", "topic " + name, what));
        if (names.size() > NAMED) {
            add(cluster, "info", "topics", what + ": " + (names.size() - NAMED) + " more");
        }
    }

    private void count(String cluster, String what, int before, int now, String severity) {
        if (before != now) {
            add(cluster, now > before ? severity : "info", "partitions", now + " are " + what + " (" + before
                    + " before)");
        }
    }
}
