package io.odradek.console.kafka;

import java.util.List;

/**
 * A record as the client reads it. The arrays are its own; nobody changes them.
 *
 * @param key         null for none
 * @param value       null for a tombstone
 * @param leaderEpoch -1 when unknown
 * @param batch       null when it came by a client
 */
public record ReadRecord(String topic, int partition, long offset, long timestampMs, String timestampType,
        int leaderEpoch, byte[] key,
                         byte[] value, List<Bytes> headers, BatchFacts batch) {

    /** A header. */
    public record Bytes(String name, byte[] value) {
    }

    /** Bytes of key, value and headers' values. */
    public long bytes() {
        long sum = (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        for (Bytes header : headers) {
            sum += header.value() == null ? 0 : header.value().length;
        }
        return sum;
    }
}
