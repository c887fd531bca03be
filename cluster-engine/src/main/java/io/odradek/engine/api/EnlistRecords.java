package io.odradek.engine.api;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.coordinator.transaction.Enlistment;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * {@link Enlist} for the records of Produce: the batch says whose they are. Clients of version 12 and newer leave it to
 * the broker to take the partition in.
 *
 * @param enlist  null where there is no transaction, or no coordinator to ask
 * @param version of Produce
 */
record EnlistRecords(Enlist enlist, short version) {
    private static final int IMPLICIT_SINCE = 12;
    private static final int ABORTABLE_SINCE = 11;

    /**
     * For one request.
     *
     * @param enlistment      null where there is none
     * @param transactionalId null where the request has none
     */
    static EnlistRecords of(Enlistment enlistment, String transactionalId, short version) {
        return new EnlistRecords(enlistment == null || transactionalId == null ? null
                : new Enlist(enlistment::ask, transactionalId, version >= IMPLICIT_SINCE), version);
    }

    /** As {@link Enlist#awaits}, with a sentence for the client. */
    boolean awaits(TopicPartition name, Partition partition, ByteBuf records, BiConsumer<ErrorCode, String> then) {
        if (enlist == null) return false;
        ByteBuffer bytes = records.nioBuffer();
        if (!BatchView.wholeAt(bytes, bytes.position(), bytes.limit())) return false;
        BatchView batch = new BatchView();
        batch.on(bytes, bytes.position());
        if (!batch.transactional() || !batch.hasProducerId()) return false;
        return enlist.awaits(name, partition, batch.producerId(), batch.producerEpoch(), e -> then.accept(shown(e),
                "Unable to verify the partition has been added to the transaction. Underlying error: " + e));
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
