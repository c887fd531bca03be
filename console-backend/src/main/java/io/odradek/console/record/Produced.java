package io.odradek.console.record;

/** Where an acknowledged record went. */
public record Produced(String topic, int partition, long offset, long timestampMs) {
}
