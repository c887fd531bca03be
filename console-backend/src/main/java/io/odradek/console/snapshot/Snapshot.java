package io.odradek.console.snapshot;

import java.util.List;
import java.util.Map;

/**
 * A cluster as one sweep saw it. Immutable; what could not be learned is taken over from the sweep before and named in {@code trouble}.
 *
 * @param takenMs   when the last sweep that reached the cluster ended, epoch milliseconds; 0 before the first
 * @param triedMs   when the last sweep ended, whether it reached the cluster or not; 0 before the first
 * @param reachable whether the last sweep reached the cluster
 * @param trouble   what failed; empty when all is known
 * @param topics    by name, in order of names
 */
public record Snapshot(String cluster, long takenMs, long triedMs, boolean reachable, String trouble, String clusterId, int controller,
                       List<BrokerState> brokers, Map<String, TopicState> topics) {

    /** Before the first sweep. */
    public static Snapshot empty(String cluster) {
        return new Snapshot(cluster, 0, 0, false, "not asked yet", "", -1, List.of(), Map.of());
    }

    public boolean known() {
        return takenMs > 0;
    }
}
