package io.odradek.console.record;

import java.util.Set;

/**
 * What to follow as it is written.
 *
 * @param topics    one or several
 * @param cellBytes bytes kept of a key or value
 * @param maxPerSecond records handed on at most; above, a sample, and the rest counted as dropped
 */
public record Tail(Set<String> topics, Set<Integer> partitions, Filter filter, int cellBytes, int maxPerSecond) {

    public Tail {
        topics = Set.copyOf(topics);
        partitions = Set.copyOf(partitions);
    }

    public static Tail of(String topic) {
        return new Tail(Set.of(topic), Set.of(), Filter.NONE, 1 << 10, 2_000);
    }
}
