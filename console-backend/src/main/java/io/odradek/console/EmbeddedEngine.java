package io.odradek.console;

import io.odradek.console.inside.Inside;
import io.odradek.console.kafka.NearLog;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.settings.Settings;
import io.odradek.engine.Broker;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.StartFailure;
import io.odradek.engine.env.SystemClock;
import io.odradek.engine.metric.Exposition;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.Map;

/** The engine's cluster behind the console's seam. */
final class EmbeddedEngine extends EngineControl implements Engine {

    private final EmbeddedCluster cluster;

    private EmbeddedEngine(EmbeddedCluster cluster) {
        super(cluster);
        this.cluster = cluster;
    }

    /** Starts the engine's cluster in the settings' data directory. */
    static final class Starter implements Engine.Starter {
        @Override
        public Engine start(Settings settings) {
            EmbeddedCluster.Options options = new EmbeddedCluster.Options(settings.brokers(), settings.data(),
                    settings.host(), settings.port(), Map.of());
            try {
                return new EmbeddedEngine(EmbeddedCluster.startBreakable(options));
            } catch (StartFailure e) {
                throw new Problem(Kind.CONFLICT, Sentence.quoted(e.getMessage()), Sentence.NONE, Sentence.NONE, e);
            }
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
        return new Exposition(() -> cluster.brokers().stream().map(Broker::meters).toList(), name, new SystemClock());
    }

    @Override
    public Inside inside() {
        return new EmbeddedInside(cluster);
    }

    @Override
    public NearLog near() {
        return new EngineLogs(cluster);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
