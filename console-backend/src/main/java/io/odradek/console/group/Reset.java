package io.odradek.console.group;

import java.util.Set;

/**
 * Offsets to set.
 *
 * @param topic      empty for all topics the group has committed
 * @param partitions of that topic; empty for all
 */
public record Reset(Target target, String topic, Set<Integer> partitions) {

    public Reset {
        partitions = Set.copyOf(partitions);
    }

    /** Where to. */
    public sealed interface Target {

        /** The first record that is kept. */
        record Earliest() implements Target {
        }

        /** The end: only what comes is read. */
        record Latest() implements Target {
        }

        /** This offset, in each partition. */
        record Offset(long offset) implements Target {
        }

        /** The first record of that time (epoch milliseconds) or later. */
        record Time(long timestampMs) implements Target {
        }

        /** So many records on, or back where it is negative. */
        record Shift(long by) implements Target {
        }

        /** Where another group is. */
        record Group(String group) implements Target {
        }
    }
}
