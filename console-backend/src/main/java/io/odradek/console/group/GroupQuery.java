package io.odradek.console.group;

import java.util.function.Predicate;

/**
 * Which groups, in which order, which window.
 *
 * @param text  part of the name or of a topic's, case ignored; empty for all
 * @param topic only groups with offsets of this topic; empty for all
 * @param limit rows at most
 * @param visible which names whoever asks may see
 */
public record GroupQuery(String text, String topic, GroupSort sort, boolean descending, int offset, int limit,
        Predicate<String> visible) {

    private static final Predicate<String> ALL = _ -> true;

    public GroupQuery(String text, String topic, GroupSort sort, boolean descending, int offset, int limit) {
        this(text, topic, sort, descending, offset, limit, ALL);
    }

    /** Only groups that this lets through. */
    public GroupQuery seenBy(Predicate<String> names) {
        return new GroupQuery(text, topic, sort, descending, offset, limit, names);
    }

    public static GroupQuery first(int limit) {
        return new GroupQuery("", "", GroupSort.NAME, false, 0, limit);
    }

    public static GroupQuery ofTopic(String topic) {
        return new GroupQuery("", topic, GroupSort.LAG, true, 0, 1_000);
    }
}
