package io.odradek.engine.log;

import io.odradek.engine.record.BatchView;
import java.util.ArrayDeque;

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
    private ArrayDeque<Batch> recalled;
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

    /** One that the snapshot left out; kept aside, for the last one decides whether they belong together. */
    void recall(Batch batch) {
        if (recalled == null) recalled = new ArrayDeque<>(KEPT_BATCHES);
        // A producer that was forgotten and began anew has its numbers twice in the log: only the last run counts.
        boolean follows = !recalled.isEmpty()
            && batch.firstSequence() == (recalled.getLast().lastSequence() + 1 & Integer.MAX_VALUE);
        if (!follows) recalled.clear();
        if (recalled.size() == KEPT_BATCHES) recalled.removeFirst();
        recalled.addLast(batch);
    }

    /** Takes over what was recalled where it ends with the very batch that the snapshot has. */
    void recalled() {
        if (recalled != null && recalled.getLast().equals(batches.peekLast())) {
            batches.clear();
            batches.addAll(recalled);
        }
        recalled = null;
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
