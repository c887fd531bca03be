package io.odradek.console;

import io.odradek.console.inside.Inside;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.settings.Settings;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.engine.Broker;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.StartFailure;
import io.odradek.engine.env.SystemClock;
import io.odradek.engine.metric.Exposition;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import java.util.Map;

/** The engine's cluster behind the console's seam. */
final class EmbeddedEngine implements Engine {

    private final EmbeddedCluster cluster;

    private EmbeddedEngine(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    /** Starts the engine's cluster in the settings' data directory. */
    static final class Starter implements Engine.Starter {
        @Override
        public Engine start(Settings settings) {
            EmbeddedCluster.Options options = new EmbeddedCluster.Options(settings.brokers(), settings.data(),
                    settings.host(), settings.port(), Map.of());
            try {
                return new EmbeddedEngine(EmbeddedCluster.start(options));
            } catch (StartFailure e) {
                throw new Problem(Kind.CONFLICT, e.getMessage(), "", "", e);
            }
        }
    }

    @Override
    public List<EmbeddedBroker> brokers() {
        return cluster.brokers().stream()
                .map(broker -> new EmbeddedBroker(broker.id(), broker.host(), broker.port(), broker.running()))
                .toList();
    }

    @Override
    public int add() {
        try {
            return cluster.addBroker();
        } catch (StartFailure e) {
            throw new Problem(Kind.CONFLICT, "No broker can be added", e.getMessage(), "", e);
        }
    }

    @Override
    public void stop(int id) {
        cluster.stopBroker(id);
    }

    @Override
    public void start(int id) {
        try {
            cluster.startBroker(id);
        } catch (StartFailure e) {
            throw new Problem(Kind.CONFLICT, "Broker " + id + " does not start", e.getMessage(), "", e);
        }
    }

    @Override
    public void kill(int id) {
        cluster.killBroker(id);
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
    public void close() {
        cluster.close();
    }
}
