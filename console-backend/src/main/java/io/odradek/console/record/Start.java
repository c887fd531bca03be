package io.odradek.console.record;

/** Where a browse begins. */
public sealed interface Start {

    /** From the end backwards: the newest matches first. */
    record Newest() implements Start {
    }

    /** From the first record of each partition, forwards. */
    record Oldest() implements Start {
    }

    /** From this offset in each chosen partition, forwards. */
    record Offset(long offset) implements Start {
    }

    /** From the first record at or after this time (epoch milliseconds) in each partition, forwards. */
    record Timestamp(long timestampMs) implements Start {
    }
}
