package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;

/** One question about a cluster. Stateless; reads the snapshot alone. */
interface Check {

    /** Such as "partitions.offline". */
    String id();

    /** What it looks at. */
    Sentence title();

    /** Checks that must not have failed for this one to mean something. */
    List<String> dependsOn();

    Finding look(Snapshot snapshot);

    default Finding ok(Sentence summary) {
        return new Finding(id(), title(), HealthState.OK, summary, Sentence.NONE, dependsOn());
    }

    default Finding warn(Sentence summary, Sentence remedy) {
        return new Finding(id(), title(), HealthState.WARN, summary, remedy, dependsOn());
    }

    default Finding failed(Sentence summary, Sentence remedy) {
        return new Finding(id(), title(), HealthState.FAILED, summary, remedy, dependsOn());
    }
}
