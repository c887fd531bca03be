package io.odradek.console.supervisor;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The embedded cluster, if there is one, and the timeline of every cluster. */
public class Supervisor implements AutoCloseable {

    /** Slower is the same as not at all; a day is more than any clock is wrong. */
    private static final long DISK_MS = 10_000;
    private static final long SKEW_MS = 86_400_000;

    private static final Set<String> LEAVING = Set.of("stop", "kill", "freeze");

    private final Clusters clusters;
    private final Timeline timeline = new Timeline();
    private final Watcher watcher;
    private final AuditLog audit;
    private final Snapshots snapshots;
    private volatile Runnable deaf = () -> { };
    private volatile String cluster = "";
    private volatile EmbeddedControl control;
    private Witness witness;

    public Supervisor(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        this.clusters = clusters;
        this.audit = audit;
        this.snapshots = snapshots;
        this.watcher = new Watcher(snapshots);
    }

    /** Begins to note what differs from one sweep to the next. */
    public void start() {
        deaf = snapshots.listen(timeline::see);
    }

    /** Takes the strings of an embedded cluster once it runs. */
    public void supervise(String clusterId, EmbeddedControl embedded) {
        cluster = clusterId;
        control = embedded;
        timeline.add(clusterId, "info", Sentence.of("cluster"), Sentence.of("The embedded cluster is up"));
        embedded.onDeath((id, how) -> {
            timeline.add(clusterId, "error", Sentence.of("broker {0}", id), how);
            watcher.watch(snapshots.of(clusterId), "death", id, true);
        });
    }

    /** Writes down something that happened to a cluster; severity is info, warn or error. */
    public void note(String clusterId, String severity, Sentence subject, Sentence what) {
        timeline.add(clusterId, severity, subject, what);
    }

    /** Whether there is an embedded cluster; without one every call but the events' throws Problem UNSUPPORTED. */
    public boolean present() {
        return control != null;
    }

    public List<EmbeddedBroker> brokers() {
        return control().brokers();
    }

    /** Stops in order: leaderships handed over first. */
    public void stop(Actor actor, int id) {
        act(actor, id, "stop", control()::stop);
    }

    public void start(Actor actor, int id) {
        act(actor, id, "start", control()::start);
    }

    /** Stops without any order, like a power cut. */
    public void kill(Actor actor, int id) {
        act(actor, id, "kill", control()::kill);
    }

    /** Begins or ends the workload that watches whether the embedded cluster loses or repeats anything. */
    public void witness(Actor actor, boolean run) {
        String id = cluster;
        control();
        audit.record(actor, id, run ? "broker.witness.start" : "broker.witness.stop", Witness.TOPIC, "", () -> {
            synchronized (this) {
                if (witness != null) {
                    witness.close();
                }
                if (run) {
                    witness = new Witness(clusters.door(id));
                    witness.begin();
                }
            }
        });
    }

    /** What that workload has seen so far. */
    public synchronized Watched watched() {
        return witness == null ? Watched.NEVER : witness.watched();
    }

    /** How a broker is broken now. */
    public Trouble trouble(int id) {
        return control().trouble(id);
    }

    /** Breaks a broker in this way and no other; {@link Trouble#NONE} mends it. */
    public void trouble(Actor actor, int id, Trouble wanted) {
        if (wanted.diskMs() < 0 || wanted.diskMs() > DISK_MS || Math.abs(wanted.skewMs()) > SKEW_MS) {
            throw Problem.invalid("a disk is slower by 0 to {0} ms, a clock wrong by at most {1} ms", DISK_MS, SKEW_MS);
        }
        Trouble before = trouble(id);
        String what = wanted.none() || before.away() && !wanted.away() ? "mend" : wanted.away() ? "freeze" : "disturb";
        act(actor, id, what, broker -> control().trouble(broker, wanted));
    }

    /** Starts one broker more and answers its id. */
    public int add(Actor actor) {
        int[] id = new int[1];
        Snapshot before = snapshots.of(cluster);
        audit.record(actor, cluster, "broker.add", "the next", "", () -> id[0] = control().add());
        timeline.add(cluster, "info", Sentence.of("broker {0}", id[0]), Sentence.of("Added by {0}", actor.name()));
        watcher.watch(before, "add", id[0], false);
        return id[0];
    }

    /** The embedded cluster's id in this console; empty without one. */
    public String cluster() {
        return cluster;
    }

    /** What followed the last things that were done to brokers, newest first. */
    public List<Episode> episodes() {
        return watcher.episodes();
    }

    /** The timeline, oldest first, of events after this sequence; at most the last 1,000 are kept. */
    public List<Event> events(long afterSequence) {
        return timeline.after(afterSequence);
    }

    /** Calls back with every new event, on the thread it happens on. The returned handle ends it. */
    public Runnable listen(Consumer<Event> listener) {
        return timeline.listen(listener);
    }

    private void act(Actor actor, int id, String what, IntConsumer deed) {
        if (brokers().stream().noneMatch(broker -> broker.id() == id)) {
            throw Problem.notFound("No such broker", id);
        }
        Sentence verb = verb(what);
        Sentence broker = Sentence.of("broker {0}", id);
        timeline.add(cluster, "info", broker, Sentence.of("Asked to {0} by {1}", verb, actor.name()));
        long beganNs = System.nanoTime();
        watcher.watch(snapshots.of(cluster), what, id, LEAVING.contains(what));
        audit.record(actor, cluster, "broker." + what, Integer.toString(id), "", () -> {
            try {
                deed.accept(id);
            } catch (IllegalStateException | IllegalArgumentException e) {
                throw new Problem(Kind.CONFLICT, Sentence.of("Broker {0} cannot {1} now", id, verb),
                        Sentence.quoted(e.getMessage()), Sentence.NONE, e);
            }
        });
        timeline.add(cluster, "info", broker, Sentence.of("Done: {0}, in {1} ms", verb,
                (System.nanoTime() - beganNs) / 1_000_000));
    }

    private static Sentence verb(String what) {
        return switch (what) {
            case "stop" -> Sentence.of("stop");
            case "start" -> Sentence.of("start");
            case "kill" -> Sentence.of("kill");
            case "freeze" -> Sentence.of("freeze");
            case "mend" -> Sentence.of("mend");
            default -> Sentence.of("disturb");
        };
    }

    private EmbeddedControl control() {
        EmbeddedControl embedded = control;
        if (embedded == null) {
            throw Problem.of(Kind.UNSUPPORTED, "There is no embedded cluster",
                    "This console is attached to clusters that run elsewhere");
        }
        return embedded;
    }

    @Override
    public void close() {
        deaf.run();
        watcher.close();
        synchronized (this) {
            if (witness != null) {
                witness.close();
            }
        }
    }
}
