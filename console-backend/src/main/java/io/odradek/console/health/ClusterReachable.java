package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** Whether the last sweep got through. */
final class ClusterReachable implements Check {

    @Override
    public String id() {
        return "cluster.reachable";
    }

    @Override
    public Sentence title() {
        return Sentence.of("The cluster answers");
    }

    @Override
    public List<String> dependsOn() {
        return List.of();
    }

    @Override
    public Finding look(Snapshot snapshot) {
        return snapshot.reachable() ? ok(Sentence.of("It answered the last sweep"))
                : failed(Sentence.of("It did not answer: {0}", snapshot.trouble()),
                        Sentence.of("Check that its brokers run and that the address is reachable from here"));
    }
}
