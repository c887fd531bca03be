package io.odradek.console.reassign;

import java.util.List;
import java.util.Set;

/** What replicas are moved for. Topics are names or patterns with *; none means all, where that is allowed. */
public sealed interface Goal {

    Set<String> topics();

    /** No replica on that broker any more. */
    record Drain(int broker, Set<String> topics) implements Goal {
    }

    /** About as many replicas and preferred leaders on every broker, by few moves. */
    record Balance(Set<String> topics) implements Goal {
    }

    /** So many replicas of every partition of these topics. */
    record Factor(Set<String> topics, int factor) implements Goal {
    }

    /** These topics on these brokers alone. */
    record Spread(Set<String> topics, Set<Integer> brokers) implements Goal {
    }

    /** Exactly these replicas. */
    record Exact(List<Wanted> partitions) implements Goal {
        @Override
        public Set<String> topics() {
            return Set.of();
        }
    }

    /** The replicas of a partition; the first is the preferred leader. */
    record Wanted(String topic, int partition, List<Integer> replicas) {
    }
}
