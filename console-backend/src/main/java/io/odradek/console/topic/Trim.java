package io.odradek.console.topic;

/** Which records are deleted: all before a place in each partition. */
public sealed interface Trim {

    /** All there are. */
    record All() implements Trim {
    }

    /** Before this offset. */
    record Offset(long offset) implements Trim {
    }

    /** Before the first record of that time (epoch milliseconds) or later. */
    record Time(long timestampMs) implements Trim {
    }
}
