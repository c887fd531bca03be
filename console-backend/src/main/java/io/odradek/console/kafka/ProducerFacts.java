package io.odradek.console.kafka;

/**
 * A producer that a partition remembers.
 *
 * @param lastSequence     of its last batch, -1 when none
 * @param lastTimestampMs  of its last batch, -1 when none
 * @param coordinatorEpoch of its last transaction, -1 when none
 * @param openFrom         first offset of its open transaction, -1 when none is open
 */
public record ProducerFacts(int partition, long producerId, int epoch, int lastSequence, long lastTimestampMs,
        int coordinatorEpoch, long openFrom) {
}
