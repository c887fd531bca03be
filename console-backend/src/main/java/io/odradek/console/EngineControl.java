package io.odradek.console;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.EmbeddedControl;
import io.odradek.console.supervisor.Trouble;
import io.odradek.engine.Breakage;
import io.odradek.engine.Broker;
import io.odradek.engine.BrokerProcess;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.Member;
import io.odradek.engine.StartFailure;
import java.util.List;
import java.util.function.BiConsumer;

/** The strings to the brokers of the engine's cluster, in this process or in their own. */
class EngineControl implements EmbeddedControl {

    private final EmbeddedCluster cluster;

    EngineControl(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<EmbeddedBroker> brokers() {
        return cluster.members().stream().map(EngineControl::broker).toList();
    }

    private static EmbeddedBroker broker(Member member) {
        return switch (member) {
            case Broker here -> new EmbeddedBroker(here.id(), here.host(), here.port(), here.running());
            case BrokerProcess own -> new EmbeddedBroker(own.id(), own.host(), own.port(), own.running(), own.pid(),
                    own.log().toString());
        };
    }

    @Override
    public void onDeath(BiConsumer<Integer, Sentence> mourner) {
        cluster.onDeath(death -> mourner.accept(death.broker(), death.signal() > 0
                ? Sentence.of("Its process {0} ended by itself, by signal {1}; {2} may say why",
                        death.pid(), death.signal(), death.log())
                : Sentence.of("Its process {0} ended by itself, with status {1}; {2} may say why",
                        death.pid(), death.status(), death.log())));
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
