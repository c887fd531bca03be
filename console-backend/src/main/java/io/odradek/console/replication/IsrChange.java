package io.odradek.console.replication;

import java.util.List;

/**
 * Leader or in-sync replicas of a partition changed.
 *
 * @param leaderEpoch after the change, -1 when it is not known
 */
public record IsrChange(long timeMs, String topic, int partition, int leaderBefore, int leader, int leaderEpoch,
        List<Integer> before, List<Integer> after) {

    /** Some left. */
    public boolean shrink() {
        return before.stream().anyMatch(id -> !after.contains(id));
    }

    /** Some came. */
    public boolean expand() {
        return after.stream().anyMatch(id -> !before.contains(id));
    }

    public boolean election() {
        return leader != leaderBefore;
    }
}
