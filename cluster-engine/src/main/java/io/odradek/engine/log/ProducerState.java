package io.odradek.engine.log;

import io.odradek.engine.record.BatchView;
import java.util.ArrayDeque;
import java.util.List;

/** What a partition remembers of one idempotent producer. */
final class ProducerState {
    /** As many as a producer may have in flight, so that a retry of any of them is known. */
    static final int KEPT_BATCHES = 5;
    static final long NO_TRANSACTION = -1;

    /** A batch that was appended. */
    record Batch(int lastSequence, long lastOffset, int offsetDelta, long timestampMs) {
        static Batch of(BatchView batch) {
            return new Batch(batch.lastSequence(), batch.lastOffset(), batch.lastOffsetDelta(), batch.maxTimestamp());
        }

        int firstSequence() {
            return lastSequence - offsetDelta & Integer.MAX_VALUE;
        }

        long firstOffset() {
            return lastOffset - offsetDelta;
        }
    }

    final long producerId;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>(KEPT_BATCHES);
    short epoch = -1;
    int coordinatorEpoch = -1;
    long lastTimestamp = -1;
    /** First offset of the transaction that goes on, or -1. */
    long transactionStart = NO_TRANSACTION;

    ProducerState(long producerId) {
        this.producerId = producerId;
    }

    int lastSequence() {
        return batches.isEmpty() ? BatchView.NO_SEQUENCE : batches.getLast().lastSequence();
    }

    long lastOffset() {
        return batches.isEmpty() ? -1 : batches.getLast().lastOffset();
    }

    int lastOffsetDelta() {
        return batches.isEmpty() ? 0 : batches.getLast().offsetDelta();
    }

    /** A new epoch begins with new sequence numbers. */
    void epoch(short newEpoch) {
        if (newEpoch == epoch) return;
        batches.clear();
        epoch = newEpoch;
    }

    void add(Batch batch) {
        if (batches.size() == KEPT_BATCHES) batches.removeFirst();
        batches.addLast(batch);
        lastTimestamp = batch.timestampMs();
    }

    /** Those before the last one, the oldest first. */
    List<Batch> earlier() {
        return batches.stream().limit(Math.max(0, batches.size() - 1)).toList();
    }

    /** The batch of the same epoch and sequence numbers; null when it is none of the last ones. */
    Batch duplicate(BatchView batch) {
        if (batch.producerEpoch() != epoch) return null;
        int first = batch.baseSequence();
        int last = batch.lastSequence();
        for (Batch each : batches) {
            if (each.firstSequence() == first && each.lastSequence() == last) return each;
        }
        return null;
    }

    boolean inTransaction() {
        return transactionStart != NO_TRANSACTION;
    }

    boolean expired(long nowMs, long expirationMs) {
        return !inTransaction() && nowMs - lastTimestamp >= expirationMs;
    }
}
