package io.odradek.console.supervisor;

import io.odradek.console.problem.Sentence;
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
    private static final Sentence CLUSTER = Sentence.of("cluster");

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

    void add(String cluster, String severity, Sentence subject, Sentence what) {
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
                add(now.cluster(), "info", CLUSTER, Sentence.of("First seen with {0} brokers and {1} topics",
                        now.brokers().size(), now.topics().size()));
            }
            return;
        }
        if (before.reachable() != now.reachable()) {
            add(now.cluster(), now.reachable() ? "info" : "error", CLUSTER,
                    now.reachable() ? Sentence.of("It answers again")
                    : Sentence.of("It no longer answers: {0}", now.trouble()));
        }
        if (!now.reachable()) {
            return;
        }
        brokers(before, now);
        topics(before, now);
        int offline = now.totals().offline();
        count(now.cluster(), before.totals().offline(), offline, "error", Sentence.of(
                "{0} are without a leader ({1} before)", offline, before.totals().offline()));
        int under = now.totals().underReplicated();
        count(now.cluster(), before.totals().underReplicated(), under, "warn", Sentence.of(
                "{0} are under-replicated ({1} before)", under, before.totals().underReplicated()));
    }

    private void brokers(Snapshot before, Snapshot now) {
        Map<Integer, BrokerState> old = before.brokers().stream()
                .collect(Collectors.toMap(BrokerState::id, broker -> broker));
        for (BrokerState broker : now.brokers()) {
            boolean was = old.containsKey(broker.id()) && old.get(broker.id()).online();
            if (broker.online() != was) {
                add(now.cluster(), broker.online() ? "info" : "warn", Sentence.of("broker {0}", broker.id()),
                        broker.online() ? Sentence.of("It joined the cluster") : Sentence.of("It left the cluster"));
            }
        }
        if (before.controller() != now.controller()) {
            add(now.cluster(), now.controller() < 0 ? "error" : "info", Sentence.of("controller"),
                    now.controller() < 0 ? Sentence.of("There is none")
                    : Sentence.of("Broker {0} is the controller now", now.controller()));
        }
    }

    private void topics(Snapshot before, Snapshot now) {
        List<String> created = new ArrayList<>(now.topics().keySet());
        created.removeIf(before.topics()::containsKey);
        List<String> deleted = new ArrayList<>(before.topics().keySet());
        deleted.removeIf(now.topics()::containsKey);
        names(now.cluster(), created, Sentence.of("Created"));
        names(now.cluster(), deleted, Sentence.of("Deleted"));
    }

    private void names(String cluster, List<String> names, Sentence what) {
        names.stream().limit(NAMED).forEach(name -> add(cluster, "info", Sentence.of("topic {0}", name), what));
        if (names.size() > NAMED) {
            add(cluster, "info", Sentence.of("topics"), Sentence.of("{0}: {1} more", what, names.size() - NAMED));
        }
    }

    private void count(String cluster, int before, int now, String severity, Sentence what) {
        if (before != now) {
            add(cluster, now > before ? severity : "info", Sentence.of("partitions"), what);
        }
    }
}
