package io.odradek.engine.api;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.coordinator.transaction.Enlistment;
import io.odradek.engine.env.Lane;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * Before the first records of a transaction go into a partition its coordinator is asked whether the partition belongs
 * to it (KIP-890): clients of Produce 12 and newer leave it to the broker to take it in.
 *
 * @param enlistment      null where there is no transaction coordinator to ask
 * @param transactionalId of the request, null where it has none
 * @param version         of Produce
 */
record Enlist(Enlistment enlistment, String transactionalId, short version) {
    private static final int IMPLICIT_SINCE = 12;
    private static final int ABORTABLE_SINCE = 11;

    /**
     * True when the partition must wait: {@code then} is called on its lane with NONE, or why the records may not be
     * appended. Called on that lane.
     */
    boolean awaits(TopicPartition name, Partition partition, ByteBuf records, BiConsumer<ErrorCode, String> then) {
        if (enlistment == null || transactionalId == null) return false;
        ByteBuffer bytes = records.nioBuffer();
        if (!BatchView.wholeAt(bytes, bytes.position(), bytes.limit())) return false;
        BatchView batch = new BatchView();
        batch.on(bytes, bytes.position());
        if (!batch.transactional() || !batch.hasProducerId()) return false;
        long producerId = batch.producerId();
        short epoch = batch.producerEpoch();
        if (!partition.isLeader()) return false;
        if (!partition.queued(producerId) && partition.inTransaction(producerId, epoch)) return false;
        // One connection may send several batches at once: none may overtake the one that is being asked about.
        partition.queue(producerId, () -> ask(name, partition, producerId, epoch, (why, text) -> {
            try {
                then.accept(why, text);
            } finally {
                partition.next(producerId);
            }
        }));
        return true;
    }

    private void ask(TopicPartition name, Partition partition, long producerId, short epoch,
                     BiConsumer<ErrorCode, String> then) {
        if (partition.inTransaction(producerId, epoch)) {
            then.accept(ErrorCode.NONE, null);
            return;
        }
        Object guard = partition.verify(producerId);
        boolean add = version >= IMPLICIT_SINCE;
        Lane lane = partition.lane();
        enlistment.ask(new Enlistment.Question(transactionalId, producerId, epoch, name, add))
                .thenAccept(e -> lane.run(() -> {
                    boolean holds = partition.verified(producerId, guard)
                            || partition.inTransaction(producerId, epoch);
                    // A marker came in between, of the transaction before perhaps: only the coordinator can tell.
                    if (e == ErrorCode.NONE && !holds) ask(name, partition, producerId, epoch, then);
                    else then.accept(shown(e), "Unable to verify the partition has been added to the transaction."
                            + " Underlying error: " + e);
                }));
    }

    /** What of the coordinator's errors passes is put so that the client tries again. */
    private ErrorCode shown(ErrorCode e) {
        return switch (e) {
            case CONCURRENT_TRANSACTIONS -> version >= IMPLICIT_SINCE ? e : ErrorCode.NOT_ENOUGH_REPLICAS;
            case NETWORK_EXCEPTION, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR ->
                    ErrorCode.NOT_ENOUGH_REPLICAS;
            case TRANSACTION_ABORTABLE -> version >= ABORTABLE_SINCE ? e : ErrorCode.INVALID_TXN_STATE;
            case PRODUCER_FENCED -> ErrorCode.INVALID_PRODUCER_EPOCH;
            default -> e;
        };
    }
}
