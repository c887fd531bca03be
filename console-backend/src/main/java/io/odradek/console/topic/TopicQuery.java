package io.odradek.console.topic;

import java.util.function.Predicate;

/**
 * Which topics, in which order, which window.
 *
 * @param text     part of the name, case ignored; empty for all
 * @param internal whether internal topics are listed
 * @param limit    rows at most
 * @param visible  which names whoever asks may see
 */
public record TopicQuery(String text, boolean internal, TopicSort sort, boolean descending, int offset, int limit,
        Predicate<String> visible) {

    private static final Predicate<String> ALL = _ -> true;

    public TopicQuery(String text, boolean internal, TopicSort sort, boolean descending, int offset, int limit) {
        this(text, internal, sort, descending, offset, limit, ALL);
    }

    /** Only topics that this lets through. */
    public TopicQuery seenBy(Predicate<String> names) {
        return new TopicQuery(text, internal, sort, descending, offset, limit, names);
    }

    public static TopicQuery first(int limit) {
        return new TopicQuery("", false, TopicSort.NAME, false, 0, limit);
    }
}
