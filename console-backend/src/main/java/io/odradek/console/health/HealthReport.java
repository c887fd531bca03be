package io.odradek.console.health;

import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * All checks of a cluster.
 *
 * @param state   the worst of them
 * @param takenMs age of the figures they read, epoch milliseconds, 0 when there are none
 */
public record HealthReport(HealthState state, List<Finding> findings, long takenMs) {

    public HealthReport {
        findings = List.copyOf(findings);
    }

    /**
     * What one check says.
     *
     * @param check     the check's id, such as "partitions.offline"
     * @param title     what it looks at
     * @param summary   one sentence with the figures
     * @param remedy    what to do, empty when all is well
     * @param dependsOn checks that must not have failed for this one to mean something
     */
    public record Finding(String check, Sentence title, HealthState state, Sentence summary, Sentence remedy,
            List<String> dependsOn) {
    }
}
