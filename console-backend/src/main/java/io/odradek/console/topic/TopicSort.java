package io.odradek.console.topic;

/** The columns that topics can be sorted by. */
public enum TopicSort {
    NAME, PARTITIONS, REPLICATION, MESSAGES, SIZE, RATE, UNDER_REPLICATED
}
