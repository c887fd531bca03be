package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** Without a controller nothing changes: no elections, no topics. */
final class ControllerPresent implements Check {

    @Override
    public String id() {
        return "controller.present";
    }

    @Override
    public Sentence title() {
        return Sentence.of("There is a controller");
    }

    @Override
    public List<String> dependsOn() {
        return List.of("cluster.reachable");
    }

    @Override
    public Finding look(Snapshot snapshot) {
        return snapshot.controller() >= 0 ? ok(Sentence.of("Broker {0} is the controller",
                snapshot.controller()))
                : failed(Sentence.of("No broker is the controller"), Sentence.of(
                        "Look at the brokers' logs for why none can be elected; ZooKeeper may be away"));
    }
}
