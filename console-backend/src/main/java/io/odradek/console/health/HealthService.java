package io.odradek.console.health;

import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the checks, those others depend on first. Never blocks: they read the snapshot. */
public class HealthService {

    private static final List<Check> CHECKS = List.of(new ClusterReachable(), new PictureComplete(),
            new ControllerPresent(),
            new BrokersOnline(), new PartitionsOffline(), new PartitionsUnderReplicated(), new LeadersBalanced(),
            new DiskSpace());

    private final Snapshots snapshots;

    public HealthService(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    public HealthReport check(String cluster) {
        return check(snapshots.of(cluster));
    }

    static HealthReport check(Snapshot snapshot) {
        Map<String, HealthState> states = new HashMap<>();
        Map<String, Sentence> titles = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Check check : CHECKS) {
            List<String> broken = check.dependsOn().stream()
                    .filter(id -> states.get(id) == HealthState.FAILED || states.get(id) == HealthState.HALTED)
                    .toList();
            Finding finding = broken.isEmpty() ? check.look(snapshot)
                    : new Finding(check.id(), check.title(), HealthState.HALTED, Sentence.of(
                            "Not looked at, since this failed: {0}", titles.get(broken.getFirst())), Sentence.NONE,
                            check.dependsOn());
            titles.put(check.id(), check.title());
            states.put(check.id(), finding.state());
            findings.add(finding);
        }
        HealthState worst = states.values().stream().max(Comparator.naturalOrder()).orElse(HealthState.OK);
        return new HealthReport(worst, findings, snapshot.takenMs());
    }
}
