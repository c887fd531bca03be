package io.odradek.console.group;

/**
 * A group that has committed offsets of a topic.
 *
 * @param lag records of this topic that it has not read yet; -1 when unknown
 */
public record TopicReader(String group, String state, long lag) {
}
