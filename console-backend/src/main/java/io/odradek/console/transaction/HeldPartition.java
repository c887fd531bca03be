package io.odradek.console.transaction;

import java.util.List;

/**
 * A partition whose readers of committed records wait for the end of a transaction.
 *
 * @param lastStable up to where they may read
 * @param heldBack   offsets from there to the high watermark, control records included
 */
public record HeldPartition(String topic, int partition, long lastStable, long highWatermark, long heldBack,
        List<Holder> holders) {

    /**
     * A producer with an open transaction in a partition, the oldest first.
     *
     * @param openFrom its first offset
     * @param lastMs   timestamp of its last batch
     * @param id       its transactional id, empty when no coordinator knows the producer
     * @param hanging  no coordinator knows of this transaction, so nobody will end it
     */
    public record Holder(long producerId, int producerEpoch, int coordinatorEpoch, long openFrom, long lastMs,
            String id, boolean hanging) {
    }
}
