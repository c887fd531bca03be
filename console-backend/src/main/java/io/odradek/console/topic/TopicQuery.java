package io.odradek.console.topic;

/**
 * Which topics, in which order, which window.
 *
 * @param text     part of the name, case ignored; empty for all
 * @param internal whether internal topics are listed
 * @param limit    rows at most
 */
public record TopicQuery(String text, boolean internal, TopicSort sort, boolean descending, int offset, int limit) {

    public static TopicQuery first(int limit) {
        return new TopicQuery("", false, TopicSort.NAME, false, 0, limit);
    }
}
