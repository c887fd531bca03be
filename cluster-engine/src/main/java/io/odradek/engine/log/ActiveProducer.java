package io.odradek.engine.log;

import java.util.List;

/**
 * What a partition tells of one idempotent producer that it remembers (KIP-664).
 *
 * @param lastSequence     of the newest batch, -1 where only markers are known
 * @param lastTimestampMs  of the newest batch or marker
 * @param coordinatorEpoch of the newest marker, -1 where there was none
 * @param transactionStart first offset of the transaction that goes on, -1 where none does
 */
public record ActiveProducer(long producerId, short epoch, int lastSequence, long lastTimestampMs,
                             int coordinatorEpoch, long transactionStart) {
    /** All of a partition's, on its lane. */
    public static List<ActiveProducer> of(PartitionLog log) {
        return log.producers().states().values().stream().map(p -> new ActiveProducer(p.producerId, p.epoch,
                p.lastSequence(), p.lastTimestamp, p.coordinatorEpoch, p.transactionStart)).toList();
    }
}
