package io.odradek.console.kafka;

/**
 * The batch that a record lies in, as the log has it; a client is not told.
 *
 * @param bytes       on disk
 * @param compression as compression.type names it
 * @param producerId  -1 where the producer is not idempotent
 * @param sequence    of its first record; -1 for none
 * @param transaction none, committed, aborted or open
 */
public record BatchFacts(long firstOffset, long lastOffset, int records, int bytes, String compression,
        long producerId, int producerEpoch, int sequence, String transaction) {
}
