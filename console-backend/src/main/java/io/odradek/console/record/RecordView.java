package io.odradek.console.record;

import io.odradek.console.kafka.BatchFacts;
import java.util.List;

/**
 * A record as shown.
 *
 * @param timestampType CreateTime, LogAppendTime or NoTimestampType
 * @param leaderEpoch   -1 when the client does not give it
 * @param batch         null when it came by a client
 */
public record RecordView(String topic, int partition, long offset, long timestampMs, String timestampType,
        int leaderEpoch, Cell key, Cell value, List<Header> headers, BatchFacts batch) {

    /** A header; its value decoded like any other cell. */
    public record Header(String name, Cell value) {
    }
}
