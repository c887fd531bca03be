package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** Whether the sweep got all its answers. */
final class PictureComplete implements Check {

    @Override
    public String id() {
        return "picture.complete";
    }

    @Override
    public Sentence title() {
        return Sentence.of("Everything was told");
    }

    @Override
    public List<String> dependsOn() {
        return List.of("cluster.reachable");
    }

    @Override
    public Finding look(Snapshot snapshot) {
        return snapshot.trouble().isEmpty() ? ok(Sentence.of("Every question of the last sweep was answered"))
                : warn(Sentence.of("Not known: {0}", snapshot.trouble()),
                        Sentence.of("Figures that depend on it are missing or old; see the brokers named"));
    }
}
