package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.RecordCursor;
import io.odradek.engine.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The idempotent producers and the transactions of one partition: what was appended by whom, up to {@link #endOffset}.
 * Rebuilt
 * from the latest snapshot and the log after it.
 */
final class Producers {
    private final Disk disk;
    private final Path directory;
    private final String partition;
    private final Map<Long, ProducerState> states = new HashMap<>();
    /** Transactions that go on, by their first offset; the value is the producer. */
    private final TreeMap<Long, Long> ongoing = new TreeMap<>();
    /** Transactions whose marker is not below the high watermark yet: first offset to the marker's. */
    private final TreeMap<Long, Long> unreplicated = new TreeMap<>();
    private final RecordCursor cursor = new RecordCursor();
    /** Records or producers were deleted, so that one which is not known may still have been here. */
    private boolean forgot;
    private long endOffset;
    private long snapshotOffset;

    /** A transaction that a marker ended. */
    private record Ended(long producerId, long firstOffset, long lastOffset, boolean aborted) {}

    Producers(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
        this.partition = directory.getFileName().toString();
    }

    /** The batch as it was appended before; null when it is new. Throws when it may not be appended. */
    ProducerState.Batch check(BatchView batch, AppendOptions.Origin origin) {
        ProducerState state = states.get(batch.producerId());
        if (state == null) {
            if (origin == AppendOptions.Origin.CLIENT) checkFirst(batch);
            return null;
        }
        if (origin == AppendOptions.Origin.CLIENT) {
            ProducerState.Batch duplicate = state.duplicate(batch);
            if (duplicate != null) return duplicate;
        }
        if (batch.producerEpoch() < state.epoch) {
            throw new RecordsRejected(ErrorCode.INVALID_PRODUCER_EPOCH,
                    "Epoch of producer " + state.producerId + " in " + partition
                    + " is " + batch.producerEpoch() + ", which is smaller than the last seen epoch " + state.epoch);
        }
        if (batch.control()) checkCoordinator(batch, state);
        else if (origin == AppendOptions.Origin.CLIENT) checkSequence(batch, state);
        return null;
    }

    /**
     * A producer that was never here begins at 0. A higher number is a later batch that overtook the first on its way
     * to a new leader: taken, the first could never follow. A real broker takes it, but for transactions of the newer
     * kind (KIP-890); as it does, we take any number where the producer may have been forgotten.
     */
    private void checkFirst(BatchView batch) {
        if (forgot || batch.baseSequence() <= 0) return;
        throw new RecordsRejected(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
                "Out of order sequence number for producer " + batch.producerId() + " in partition " + partition + ": "
                + batch.baseSequence() + " (incoming seq. number), but nothing of this producer is here yet");
    }

    private void checkSequence(BatchView batch, ProducerState state) {
        int first = batch.baseSequence();
        if (batch.producerEpoch() != state.epoch) {
            if (first != 0 && state.epoch != -1) {
                throw new RecordsRejected(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
                        "Invalid sequence number for new epoch of producer "
                        + state.producerId + " in partition " + partition + ": " + batch.producerEpoch()
                                + " (request epoch), "
                        + first + " (seq. number), " + state.epoch + " (current producer epoch)");
            }
        } else if (state.epoch != -1 && !follows(state.lastSequence(), first)) {
            throw new RecordsRejected(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
                    "Out of order sequence number for producer "
                    + state.producerId + " in partition " + partition + ": " + first + " (incoming seq. number), "
                    + state.lastSequence() + " (current end sequence number)");
        }
        if (state.inTransaction() && !batch.transactional()) {
            throw new RecordsRejected(ErrorCode.INVALID_TXN_STATE,
                    "Expected transactional write from producer " + state.producerId + " in partition " + partition);
        }
    }

    private static boolean follows(int last, int next) {
        return next == last + 1 || next == 0 && last == Integer.MAX_VALUE;
    }

    private void checkCoordinator(BatchView batch, ProducerState state) {
        EndMarker marker = marker(batch);
        if (marker != null && marker.coordinatorEpoch() < state.coordinatorEpoch) {
            throw new RecordsRejected(ErrorCode.TRANSACTION_COORDINATOR_FENCED,
                    "Invalid coordinator epoch for producerId "
                    + state.producerId + " in partition " + partition + ": " + marker.coordinatorEpoch() + " (zombie), "
                    + state.coordinatorEpoch + " (current)");
        }
    }

    private EndMarker marker(BatchView batch) {
        try {
            return cursor.open(batch).next() ? EndMarker.of(cursor) : null;
        } finally {
            cursor.close();
        }
    }

    /**
     * Takes note of a batch that is in the log.
     *
     * @param index gets the transaction that the batch aborts; null where it has it already
     */
    void appended(BatchView batch, TransactionIndex index) {
        endOffset = batch.nextOffset();
        if (!batch.hasProducerId()) return;
        if (batch.control()) {
            Ended ended = ended(batch);
            if (ended != null) complete(ended, index);
            return;
        }
        ProducerState state = states.computeIfAbsent(batch.producerId(), ProducerState::new);
        state.epoch(batch.producerEpoch());
        // Compaction may have taken the first records, so the delta is of the offsets that are left in the header.
        state.add(ProducerState.Batch.of(batch));
        if (batch.transactional() && !state.inTransaction()) {
            state.transactionStart = batch.baseOffset();
            ongoing.put(batch.baseOffset(), batch.producerId());
        }
    }

    private Ended ended(BatchView batch) {
        EndMarker marker = marker(batch);
        if (marker == null) return null;
        ProducerState state = states.computeIfAbsent(batch.producerId(), ProducerState::new);
        state.epoch(batch.producerEpoch());
        state.coordinatorEpoch = marker.coordinatorEpoch();
        state.lastTimestamp = batch.maxTimestamp();
        if (!state.inTransaction()) return null;
        Ended ended = new Ended(state.producerId, state.transactionStart, batch.lastOffset(), !marker.commit());
        state.transactionStart = ProducerState.NO_TRANSACTION;
        return ended;
    }

    private void complete(Ended transaction, TransactionIndex index) {
        ongoing.remove(transaction.firstOffset());
        unreplicated.put(transaction.firstOffset(), transaction.lastOffset());
        if (index == null || !transaction.aborted()) return;
        long stable = ongoing.isEmpty() ? transaction.lastOffset() + 1 : ongoing.firstKey();
        index.add(new TransactionIndex.Aborted(transaction.producerId(), transaction.firstOffset(),
                transaction.lastOffset(), stable));
    }

    /** Forgets transactions whose marker is below the high watermark: readers may pass them. */
    void replicated(long highWatermark) {
        if (!unreplicated.isEmpty()) unreplicated.values().removeIf(last -> last < highWatermark);
    }

    /** First offset of a transaction whose outcome readers may not know yet; Long.MAX_VALUE when there is none. */
    long firstUnstableOffset() {
        long first = Long.MAX_VALUE;
        if (!ongoing.isEmpty()) first = ongoing.firstKey();
        if (!unreplicated.isEmpty()) first = Math.min(first, unreplicated.firstKey());
        return first;
    }

    /** Forgets transactions that lie below the log's new start. */
    void startMoved(long logStartOffset) {
        forgot = true;
        unreplicated.values().removeIf(last -> last < logStartOffset);
    }

    void expire(long nowMs, long expirationMs) {
        forgot |= states.values().removeIf(s -> s.expired(nowMs, expirationMs));
    }

    Map<Long, ProducerState> states() {
        return states;
    }

    long endOffset() {
        return endOffset;
    }

    void clear(long offset) {
        states.clear();
        ongoing.clear();
        unreplicated.clear();
        endOffset = offset;
    }

    /**
     * Loads the latest whole snapshot not above the offset; {@link #endOffset} tells from where the log must be read.
     */
    void load(long logStartOffset, long logEndOffset, long nowMs, long expirationMs) throws IOException {
        forgot |= logStartOffset > 0;
        for (long at : snapshots(disk, directory).descendingMap().keySet()) {
            Path file = FileName.of(directory, at, FileName.SNAPSHOT);
            if (at > logEndOffset) {
                disk.delete(file);
                continue;
            }
            try {
                clear(at);
                for (ProducerState each : ProducerSnapshot.read(disk.read(file))) {
                    if (each.expired(nowMs, expirationMs)) {
                        forgot = true;
                        continue;
                    }
                    states.put(each.producerId, each);
                    if (each.inTransaction()) ongoing.put(each.transactionStart, each.producerId);
                }
                snapshotOffset = at;
                return;
            } catch (ProducerSnapshot.Corrupt e) {
                disk.delete(file);
            }
        }
        clear(logStartOffset);
        snapshotOffset = -1;
    }

    /** Writes a snapshot of now, unless nothing came since the last one. */
    void snapshot() throws IOException {
        if (endOffset <= snapshotOffset) return;
        // Not forced: its checksum tells when it is torn, and then an older one and the log tell the same.
        try (DiskFile file = disk.open(FileName.of(directory, endOffset, FileName.SNAPSHOT))) {
            file.truncate(0);
            file.write(0, ByteBuffer.wrap(ProducerSnapshot.write(states.values())));
        }
        snapshotOffset = endOffset;
    }

    /** Of segments that are no longer there, but for the newest of all: that tells of the log's end. */
    void deleteStraySnapshots(Segments segments) throws IOException {
        TreeMap<Long, Path> stray = snapshots(disk, directory);
        stray.pollLastEntry();
        for (Segment each : segments.all()) stray.remove(each.baseOffset());
        for (Path each : stray.values()) disk.delete(each);
    }

    void endOffset(long offset) {
        endOffset = offset;
    }

    /** All snapshot files by their offsets. */
    static TreeMap<Long, Path> snapshots(Disk disk, Path directory) throws IOException {
        TreeMap<Long, Path> all = new TreeMap<>();
        for (Path each : disk.list(directory)) {
            long offset = FileName.offset(each);
            if (offset >= 0 && FileName.ends(each, FileName.SNAPSHOT)) all.put(offset, each);
        }
        return all;
    }
}
