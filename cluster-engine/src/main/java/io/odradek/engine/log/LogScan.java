package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.Needle;
import io.odradek.engine.record.RecordCursor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * Goes through a stretch of a log beside its lane, batch by batch, over file handles of its own. Batches are looked at
 * where they were read to; nothing is decompressed before {@link #records} is asked for. Control batches are passed
 * over. Checksums are not computed: what is read was checked when it was appended. One thread.
 */
public final class LogScan implements AutoCloseable {
    /** What became of the transaction that a batch belongs to. */
    public enum Fate {
        /** It belongs to none. */
        NONE,
        COMMITTED, ABORTED,
        /** Not decided yet, when the stretch was made. */
        OPEN
    }

    /** Fits a processor's second-level cache, with some 15 batches of the producers' default size. */
    private static final int CHUNK_BYTES = 256 << 10;

    private final Disk disk;
    private final Stretch stretch;
    private final Iterator<Stretch.Piece> pieces;
    private final Deque<AbortedTransaction> toCome;
    private final Set<Long> aborting = new HashSet<>();
    private final RecordCursor cursor = new RecordCursor();
    private DiskFile file;
    private SegmentScan scan;

    public LogScan(Disk disk, Stretch stretch) {
        this.disk = disk;
        this.stretch = stretch;
        this.pieces = stretch.pieces().iterator();
        this.toCome = new ArrayDeque<>(stretch.aborted().stream()
            .sorted(Comparator.comparingLong(AbortedTransaction::firstOffset)).toList());
    }

    /**
     * Goes to the next batch that has offsets of the stretch; false after the last. Throws
     * {@link java.nio.file.NoSuchFileException} when a file is not there under that name any more.
     */
    public boolean next() throws IOException {
        while (scan != null || open()) {
            if (!scan.next()) {
                leave();
                continue;
            }
            BatchView batch = scan.header();
            if (batch.baseOffset() >= stretch.upTo()) return false;
            if (batch.lastOffset() < stretch.from()) continue;
            decide(batch);
            if (batch.control()) mark();
            else return true;
        }
        return false;
    }

    private boolean open() throws IOException {
        if (!pieces.hasNext()) return false;
        Stretch.Piece piece = pieces.next();
        file = disk.openToRead(piece.file());
        scan = new SegmentScan(file, piece.position(), piece.end(), CHUNK_BYTES);
        return true;
    }

    private void leave() throws IOException {
        scan = null;
        if (file != null) file.close();
        file = null;
    }

    /** Transactions that begin in or before this batch and were given up. */
    private void decide(BatchView batch) {
        while (!toCome.isEmpty() && toCome.peek().firstOffset() <= batch.lastOffset()) {
            aborting.add(toCome.poll().producerId());
        }
    }

    /** An abort marker ends the transaction, and what its producer writes next is another's. */
    private void mark() throws IOException {
        BatchView batch = scan.whole();
        if (!aborting.contains(batch.producerId())) return;
        cursor.open(batch);
        EndMarker marker = cursor.next() ? EndMarker.of(cursor) : null;
        if (marker != null && !marker.commit()) aborting.remove(batch.producerId());
    }

    /** The current batch's header; valid until {@link #next}. */
    public BatchView batch() {
        return scan.header();
    }

    public Fate fate() {
        BatchView batch = batch();
        if (!batch.transactional()) return Fate.NONE;
        if (aborting.contains(batch.producerId())) return Fate.ABORTED;
        return batch.lastOffset() >= stretch.stableUpTo() ? Fate.OPEN : Fate.COMMITTED;
    }

    /** Whether every record of the batch lies in the stretch. */
    public boolean inside() {
        return batch().baseOffset() >= stretch.from() && batch().lastOffset() < stretch.upTo();
    }

    /** Whether a record lies in the stretch. */
    public boolean wants(long offset) {
        return offset >= stretch.from() && offset < stretch.upTo();
    }

    /** False where no record of the current batch can have these bytes; of a compressed batch that is not known. */
    public boolean mayHold(Needle needle) throws IOException {
        if (batch().compressed()) return true;
        BatchView batch = scan.whole();
        return needle.in(scan.bytes(), batch.index() + BatchView.HEADER_BYTES, batch.end());
    }

    /** The records of the current batch, before the first; valid until {@link #next}. */
    public RecordCursor records() throws IOException {
        return cursor.open(scan.whole());
    }

    /** The offset after the stretch. */
    public long end() {
        return stretch.upTo();
    }

    @Override
    public void close() throws IOException {
        cursor.close();
        leave();
    }
}
