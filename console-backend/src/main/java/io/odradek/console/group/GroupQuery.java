package io.odradek.console.group;

/**
 * Which groups, in which order, which window.
 *
 * @param text  part of the name or of a topic's, case ignored; empty for all
 * @param topic only groups with offsets of this topic; empty for all
 * @param limit rows at most
 */
public record GroupQuery(String text, String topic, GroupSort sort, boolean descending, int offset, int limit) {

    public static GroupQuery first(int limit) {
        return new GroupQuery("", "", GroupSort.NAME, false, 0, limit);
    }

    public static GroupQuery ofTopic(String topic) {
        return new GroupQuery("", topic, GroupSort.LAG, true, 0, 1_000);
    }
}
