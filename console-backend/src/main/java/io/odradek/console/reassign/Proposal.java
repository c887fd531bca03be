package io.odradek.console.reassign;

import io.odradek.console.change.Plan;
import java.util.List;

/**
 * What a reassignment would do.
 *
 * @param loads       of each broker before and after, by id
 * @param bytes       to be copied over the network, as far as sizes are known
 * @param estimatedMs at the throttle asked for; -1 without one
 */
public record Proposal(Plan plan, List<Move> moves, List<Load> loads, long bytes, long estimatedMs) {

    /** What a broker holds of all topics, before and after. Leaders are counted by preference. */
    public record Load(int broker, int replicasBefore, int replicasAfter, int leadersBefore, int leadersAfter,
            long bytesBefore, long bytesAfter) {
    }
}
