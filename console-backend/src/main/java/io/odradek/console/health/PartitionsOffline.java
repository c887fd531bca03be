package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** Partitions without a leader can be neither read nor written. */
final class PartitionsOffline implements Check {

    @Override
    public String id() {
        return "partitions.offline";
    }

    @Override
    public Sentence title() {
        return Sentence.of("Every partition has a leader");
    }

    @Override
    public List<String> dependsOn() {
        return List.of("cluster.reachable");
    }

    @Override
    public Finding look(Snapshot snapshot) {
        int offline = snapshot.totals().offline();
        return offline == 0 ? ok(Sentence.of("All {0} partitions have a leader", snapshot.totals().partitions()))
                : failed(Sentence.of("{0} partitions have no leader", offline),
                        Sentence.of("Bring back a broker that holds an in-sync replica of each"));
    }
}
