package io.odradek.console.record;

import java.util.List;

/**
 * A record to produce.
 *
 * @param partition   null to let the key decide
 * @param timestampMs null for now
 * @param key         null for none
 * @param value       null for a tombstone
 */
public record NewRecord(String topic, Integer partition, Long timestampMs, byte[] key, byte[] value,
        List<NewHeader> headers) {

    public NewRecord {
        headers = List.copyOf(headers);
    }

    /** A header to send. */
    public record NewHeader(String name, byte[] value) {
    }
}
