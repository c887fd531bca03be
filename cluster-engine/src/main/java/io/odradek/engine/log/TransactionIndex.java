package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The aborted transactions whose marker lies in a segment. Made when the first is added. An entry: version int16 = 0,
 * producer
 * id int64, first offset int64, last offset (the marker's) int64, last stable offset when the marker came int64.
 */
final class TransactionIndex {
    static final int ENTRY_BYTES = 34;

    record Aborted(long producerId, long firstOffset, long lastOffset, long lastStableOffset) {
        AbortedTransaction shown() {
            return new AbortedTransaction(producerId, firstOffset);
        }
    }

    private final Disk disk;
    private final long baseOffset;
    private Path path;
    private int count;

    TransactionIndex(Disk disk, Path path, long baseOffset) {
        this.disk = disk;
        this.path = path;
        this.baseOffset = baseOffset;
    }

    void open() throws IOException {
        long size = disk.exists(path) ? disk.size(path) : 0;
        if (size % ENTRY_BYTES != 0) throw new CorruptIndex(path + " has " + size + " bytes, no multiple of "
                + ENTRY_BYTES);
        count = (int) (size / ENTRY_BYTES);
        long before = baseOffset - 1;
        for (Aborted each : all()) {
            if (each.lastOffset() <= before || each.firstOffset() < 0 || each.firstOffset() > each.lastOffset()) {
                throw new CorruptIndex(path + " has a transaction of offsets " + each.firstOffset() + " to "
                        + each.lastOffset() + " after " + before);
            }
            before = each.lastOffset();
        }
    }

    void add(Aborted transaction) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES).putShort((short) 0).putLong(transaction.producerId())
                .putLong(transaction.firstOffset()).putLong(transaction.lastOffset())
                        .putLong(transaction.lastStableOffset());
        try (DiskFile file = disk.open(path)) {
            file.write((long) count * ENTRY_BYTES, entry.flip());
        }
        count++;
    }

    /** In the order of their last offsets. */
    List<Aborted> all() throws IOException {
        if (count == 0) return List.of();
        ByteBuffer bytes = ByteBuffer.allocate(count * ENTRY_BYTES);
        try (DiskFile file = disk.open(path)) {
            file.read(0, bytes);
        }
        bytes.flip();
        List<Aborted> all = new ArrayList<>(count);
        while (bytes.remaining() >= ENTRY_BYTES) {
            short version = bytes.getShort();
            if (version != 0) throw new CorruptIndex(path + " has an entry of version " + version);
            all.add(new Aborted(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
        }
        return all;
    }

    /**
     * Adds to {@code found} those that overlap the offsets; true when no later segment can hold more of them: the last
     * stable
     * offset had passed the end already.
     */
    boolean collect(long from, long to, List<AbortedTransaction> found) throws IOException {
        for (Aborted each : all()) {
            if (each.lastOffset() >= from && each.firstOffset() < to) found.add(each.shown());
            if (each.lastStableOffset() >= to) return true;
        }
        return false;
    }

    /** Forgets those whose marker is at the offset or above. */
    void truncateTo(long offset) throws IOException {
        int keep = 0;
        for (Aborted each : all()) {
            if (each.lastOffset() >= offset) break;
            keep++;
        }
        if (keep == count) return;
        try (DiskFile file = disk.open(path)) {
            file.truncate((long) keep * ENTRY_BYTES);
        }
        count = keep;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int bytes() {
        return count * ENTRY_BYTES;
    }

    void force() throws IOException {
        if (count == 0) return;
        try (DiskFile file = disk.open(path)) {
            file.force();
        }
    }

    void close() {
        // Its file is open only while it is used.
    }

    void delete() throws IOException {
        disk.delete(path);
        count = 0;
    }

    Path path() {
        return path;
    }

    void renamed(Path to) {
        path = to;
    }
}
