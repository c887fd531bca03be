package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** Partitions that would survive fewer failures than meant. */
final class PartitionsUnderReplicated implements Check {

    @Override
    public String id() {
        return "partitions.underReplicated";
    }

    @Override
    public Sentence title() {
        return Sentence.of("Every replica is in sync");
    }

    @Override
    public List<String> dependsOn() {
        return List.of("cluster.reachable");
    }

    @Override
    public Finding look(Snapshot snapshot) {
        int behind = snapshot.totals().underReplicated();
        return behind == 0 ? ok(Sentence.of("All replicas of {0} partitions are in sync",
                snapshot.totals().partitions()))
                : warn(Sentence.of("{0} partitions have replicas that are not in sync", behind),
                        Sentence.of("See whether a broker is away, slow or catching up"));
    }
}
