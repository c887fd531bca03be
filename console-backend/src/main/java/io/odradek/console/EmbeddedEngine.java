package io.odradek.console;

import io.odradek.console.inside.Inside;
import io.odradek.console.inside.TrafficInside;
import io.odradek.console.inside.ZookeeperInside;
import io.odradek.console.kafka.NearLog;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.settings.Settings;
import io.odradek.engine.Broker;
import io.odradek.engine.BrokerProcess;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.Isolation;
import io.odradek.engine.Member;
import io.odradek.engine.StartFailure;
import io.odradek.engine.env.SystemClock;
import io.odradek.engine.metric.Exposition;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The engine's cluster behind the console's seam. */
public final class EmbeddedEngine extends EngineControl implements Engine {

    /** What starts a JVM for a broker, a word a line; the launcher's, which knows the jars. */
    private static final String COMMAND = "odradek.broker.command";

    private final EmbeddedCluster cluster;

    public EmbeddedEngine(EmbeddedCluster cluster) {
        super(cluster);
        this.cluster = cluster;
    }

    /** Starts the engine's cluster in the settings' data directory. */
    static final class Starter implements Engine.Starter {
        private final boolean isolate;

        /** @param isolate whether each broker gets a process of its own */
        Starter(boolean isolate) {
            this.isolate = isolate;
        }

        @Override
        public Engine start(Settings settings, String name) {
            EmbeddedCluster.Options options = new EmbeddedCluster.Options(settings.brokers(), settings.data(),
                    settings.host(), settings.port(), Map.of());
            try {
                return new EmbeddedEngine(isolate ? EmbeddedCluster.startIsolated(options, isolation(name))
                        : EmbeddedCluster.startBreakable(options));
            } catch (StartFailure e) {
                throw new Problem(Kind.CONFLICT, Sentence.quoted(e.getMessage()), Sentence.NONE, Sentence.NONE, e);
            }
        }

        private static Isolation isolation(String name) {
            List<String> command = System.getProperty(COMMAND, "").lines().toList();
            return command.isEmpty() ? Isolation.likeThis(name) : new Isolation(command, name);
        }
    }

    @Override
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    @Override
    public String zookeeperConnect() {
        return cluster.zookeeperConnect();
    }

    @Override
    public MultiCollector meters(String name) {
        return new Exposition(() -> cluster.members().stream().map(EmbeddedEngine::meters).filter(Objects::nonNull)
                .toList(), name, new SystemClock());
    }

    /** Null where a process shows its own. */
    private static Meters meters(Member member) {
        return switch (member) {
            case Broker here -> here.meters();
            case BrokerProcess own when own.running() -> null;
            case BrokerProcess gone -> {
                Meters absent = new Meters(gone.id());
                absent.gauge(Meter.BROKER_RUNNING, () -> 0);
                yield absent;
            }
        };
    }

    @Override
    public String remark() {
        return cluster.isolated() ? ", each a process that logs to a file in " + cluster.logs() : "";
    }

    @Override
    public Map<Integer, String> pages() {
        return ProcessPages.of(cluster.members());
    }

    @Override
    public Inside inside() {
        return cluster.isolated() ? null : new EmbeddedInside(cluster);
    }

    @Override
    public TrafficInside traffic() {
        return new EmbeddedTraffic(cluster);
    }

    @Override
    public ZookeeperInside zookeeper() {
        return new EmbeddedEnsemble(cluster);
    }

    @Override
    public NearLog near() {
        return cluster.isolated() ? null : new EngineLogs(cluster);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
