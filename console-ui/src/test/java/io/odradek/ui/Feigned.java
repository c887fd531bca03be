package io.odradek.ui;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.odradek.console.Console;
import io.odradek.console.audit.AuditLog;
import io.odradek.console.broker.BrokerDetail;
import io.odradek.console.broker.BrokerService;
import io.odradek.console.broker.Relocating;
import io.odradek.console.change.Actor;
import io.odradek.console.cluster.ClusterService;
import io.odradek.console.health.HealthService;
import io.odradek.console.inside.Insides;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.metric.MetricService;
import io.odradek.console.overview.OverviewService;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.session.Sessions;
import io.odradek.console.session.UserRow;
import io.odradek.console.session.Users;
import io.odradek.console.settings.Access;
import io.odradek.console.settings.Settings;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.EmbeddedControl;
import io.odradek.console.supervisor.Supervisor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A console without a cluster, which says what the backend says when all is there, nothing, a part, or nobody answers.
 */
final class Feigned {
    static final String CLUSTER = "feigned";
    static final String TOPIC = "topic-00001";
    static final String TROUBLE = "broker 3 tells no log directories";
    static final Problem PROBLEM = Problem.of(Problem.Kind.UNREACHABLE, Sentence.of("{0}: no answer from {1}",
            Sentence.of("Describe topics"), "127.0.0.1:1"), Sentence.quoted("Timed out waiting for a node"),
            Sentence.of("Check that its brokers run and that the address is reachable from here"));

    /** How things are. */
    enum State {
        FULL, EMPTY, PARTIAL, ERROR,
        /** The first sweep has not ended. */
        EARLY
    }

    private final State state;

    private Feigned(State state) {
        this.state = state;
    }

    static Console console(State state) {
        return new Feigned(state).console();
    }

    /** What the backend answers in this state; it throws where none answers. */
    <T> T answer(Supplier<T> full, Supplier<T> empty) {
        return switch (state) {
            case FULL, PARTIAL -> full.get();
            case EMPTY -> empty.get();
            case ERROR, EARLY -> throw PROBLEM;
        };
    }

    Sentence trouble() {
        return state == State.PARTIAL ? Sentence.of("broker {0} tells no log directories", 3) : Sentence.NONE;
    }

    static long now() {
        return System.currentTimeMillis();
    }

    Snapshot snapshot() {
        Snapshot full = Recorded.snapshot(CLUSTER, 3, 2);
        return switch (state) {
            case FULL -> full;
            case PARTIAL -> new Snapshot(CLUSTER, full.takenMs(), full.triedMs(), true, trouble(), full.clusterId(), 1,
                    full.brokers().stream().map(Feigned::thirdIsDown).toList(), full.topics(), full.totals());
            case EMPTY -> new Snapshot(CLUSTER, full.takenMs(), full.triedMs(), true, trouble(), full.clusterId(), 1,
                    full.brokers(), new TreeMap<>(), new Snapshot.Totals(0, 0, 0, 0, 0, 0, 0, 0));
            case ERROR -> {
                Snapshot never = Snapshot.empty(CLUSTER);
                yield new Snapshot(CLUSTER, 0, now(), false, PROBLEM.said(), "", -1, List.of(), never.topics(),
                        never.totals());
            }
            case EARLY -> Snapshot.empty(CLUSTER);
        };
    }

    private static BrokerState thirdIsDown(BrokerState b) {
        return new BrokerState(b.id(), b.host(), b.port(), b.rack(), b.id() != 3, b.controller(), b.leaders(),
                b.replicas(), b.inSync(), b.sizeBytes(), b.usableBytes(), b.totalBytes(), b.version());
    }

    private Console console() {
        Clusters clusters = new Clusters(List.of(new ClusterSpec(CLUSTER, "127.0.0.1:1", false, Map.of())));
        Snapshot snapshot = snapshot();
        Snapshots snapshots = new Snapshots(clusters) {
            @Override
            public Snapshot of(String cluster) {
                return snapshot;
            }
        };
        AuditLog audit = new AuditLog(null);
        if (state != State.EMPTY) {
            audit.refused(Actor.anonymous("test"), CLUSTER, "topic.delete", TOPIC, "not yours");
        }
        Users users = users(audit);
        Supervisor supervisor = new Supervisor(clusters, snapshots, audit);
        if (state != State.EMPTY) {
            supervisor.supervise(CLUSTER, control());
        }
        Settings settings = new Settings(0, Path.of("target"), "127.0.0.1", 0, 0, false, "127.0.0.1:1");
        FeignedTopics topics = new FeignedTopics(this);
        FeignedGroups groups = new FeignedGroups(this);
        FeignedInside inside = new FeignedInside(this);
        return new Recorded.Services(settings, Access.PLAIN, clusters, new ClusterService(clusters, snapshots, audit,
                null), snapshots, new OverviewService(clusters, snapshots), brokers(clusters, snapshots, audit),
                topics.topics(clusters, snapshots, audit), groups.groups(clusters, snapshots, audit),
                topics.reassign(clusters, snapshots, audit), groups.streams(clusters, snapshots, audit),
                topics.records(clusters, audit), new HealthService(snapshots), new MetricService(clusters, snapshots,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)), supervisor, audit, users,
                new Sessions(users, audit, false, System::currentTimeMillis),
                inside.replication(clusters, snapshots, new Insides()),
                inside.storage(clusters, snapshots, new Insides()), groups.transactions(clusters, snapshots, audit),
                inside.zookeeper(clusters, new Insides(), audit));
    }

    private BrokerService brokers(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        return new BrokerService(clusters, snapshots, audit, new Insides()) {
            @Override
            public BrokerDetail describe(String cluster, int id) {
                return answer(() -> new BrokerDetail(snapshots.of(cluster).brokers().getFirst(), List.of(
                        new BrokerDetail.LogDir("/var/lib/odradek", "", 6, 1 << 20, 1L << 40, 1L << 39),
                        new BrokerDetail.LogDir("/mnt/more", "the disk failed", 0, 0, -1, -1)), trouble(), now()),
                        () -> new BrokerDetail(snapshots.of(cluster).brokers().getFirst(), List.of(), trouble(),
                        now()));
            }

            @Override
            public List<Relocating> relocating(String cluster, int id) {
                return answer(() -> List.of(new Relocating(TOPIC, 0, "/var/lib/odradek", "/mnt/more", 1 << 10,
                        1 << 20)), List::of);
            }

            @Override
            public List<ConfigRow> configuration(String cluster, int id) {
                return answer(Feigned::configs, List::of);
            }
        };
    }

    static List<ConfigRow> configs() {
        return List.of(new ConfigRow("retention.ms", "604800000", "DYNAMIC_TOPIC_CONFIG", "LONG", true, false, false,
                "How long records are kept.", List.of()));
    }

    private Users users(AuditLog audit) {
        return new Users(null, audit) {
            @Override
            public List<UserRow> list() {
                return state == State.EMPTY ? List.of() : List.of(new UserRow("ada", List.of("admin"), List.of(
                        new UserRow.TokenRow("t1", "pipeline", 1)), 1));
            }
        };
    }

    private static EmbeddedControl control() {
        return new EmbeddedControl() {
            @Override
            public List<EmbeddedBroker> brokers() {
                return List.of(new EmbeddedBroker(1, "127.0.0.1", 9092, true),
                        new EmbeddedBroker(2, "127.0.0.1", -1, false));
            }

            @Override
            public int add() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void stop(int id) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void start(int id) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void kill(int id) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
