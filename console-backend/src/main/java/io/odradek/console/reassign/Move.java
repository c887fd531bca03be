package io.odradek.console.reassign;

import java.util.List;

/**
 * A partition whose replicas change.
 *
 * @param bytes that are copied for it: its size for each replica that is new; -1 when its size is unknown
 */
public record Move(String topic, int partition, List<Integer> before, List<Integer> after, long bytes) {

    /** Replicas that are not there yet. */
    List<Integer> added() {
        return after.stream().filter(id -> !before.contains(id)).toList();
    }
}
