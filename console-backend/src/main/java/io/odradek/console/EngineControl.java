package io.odradek.console;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.EmbeddedControl;
import io.odradek.console.supervisor.Trouble;
import io.odradek.engine.Breakage;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.StartFailure;
import java.util.List;

/** The strings to the brokers of the engine's cluster in this process. */
public class EngineControl implements EmbeddedControl {

    private final EmbeddedCluster cluster;

    public EngineControl(EmbeddedCluster cluster) {
        this.cluster = cluster;
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
            throw new Problem(Kind.CONFLICT, Sentence.of("No broker can be added"), Sentence.quoted(e.getMessage()),
                    Sentence.NONE, e);
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
            throw new Problem(Kind.CONFLICT, Sentence.of("Broker {0} does not start", id),
                    Sentence.quoted(e.getMessage()), Sentence.NONE, e);
        }
    }

    @Override
    public void kill(int id) {
        cluster.killBroker(id);
    }

    @Override
    public Trouble trouble(int id) {
        if (cluster.breakage() == null) {
            return Trouble.NONE;
        }
        Breakage.State state = cluster.breakage().state(id);
        return new Trouble(state.paused(), state.cutFrom(), state.withoutZookeeper(), state.diskMs(), state.skewMs());
    }

    @Override
    public void trouble(int id, Trouble wanted) {
        Breakage breakage = cluster.breakage();
        breakage.cut(id, wanted.cutFrom());
        breakage.cutZookeeper(id, wanted.withoutZookeeper());
        breakage.slowDisk(id, wanted.diskMs());
        breakage.skewClock(id, wanted.skewMs());
        breakage.pause(id, wanted.paused());
    }
}
