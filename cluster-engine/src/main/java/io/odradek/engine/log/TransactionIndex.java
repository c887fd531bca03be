package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The aborted transactions whose marker lies in a segment. An entry: version int16 = 0, producer id int64, first offset
 * int64, last offset (the marker's) int64, last stable offset when the marker came int64.
 *
 * <p>As with the sparse indexes, what is added goes to the file when that of the segment's indexes does: until then a
 * crash makes recovery build it anew, and an append needs no room on the disk for it. The file is made with the first.
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
    /** Entries that are in the file. */
    private int written;
    private final List<Aborted> unwritten = new ArrayList<>();

    TransactionIndex(Disk disk, Path path, long baseOffset) {
        this.disk = disk;
        this.path = path;
        this.baseOffset = baseOffset;
    }

    void open() throws IOException {
        long size = disk.exists(path) ? disk.size(path) : 0;
        if (size % ENTRY_BYTES != 0) throw new CorruptIndex(path + " has " + size + " bytes, no multiple of "
                + ENTRY_BYTES);
        written = (int) (size / ENTRY_BYTES);
        long before = baseOffset - 1;
        for (Aborted each : all()) {
            if (each.lastOffset() <= before || each.firstOffset() < 0 || each.firstOffset() > each.lastOffset()) {
                throw new CorruptIndex(path + " has a transaction of offsets " + each.firstOffset() + " to "
                        + each.lastOffset() + " after " + before);
            }
            before = each.lastOffset();
        }
    }

    void add(Aborted transaction) {
        unwritten.add(transaction);
    }

    /** Puts what was added into the file. */
    void write() throws IOException {
        if (unwritten.isEmpty()) return;
        ByteBuffer entries = ByteBuffer.allocate(unwritten.size() * ENTRY_BYTES);
        for (Aborted each : unwritten) {
            entries.putShort((short) 0).putLong(each.producerId()).putLong(each.firstOffset())
                    .putLong(each.lastOffset()).putLong(each.lastStableOffset());
        }
        try (DiskFile file = disk.open(path)) {
            file.write((long) written * ENTRY_BYTES, entries.flip());
        }
        written += unwritten.size();
        unwritten.clear();
    }

    /** In the order of their last offsets. */
    List<Aborted> all() throws IOException {
        List<Aborted> all = new ArrayList<>(written + unwritten.size());
        if (written > 0) {
            ByteBuffer bytes = ByteBuffer.allocate(written * ENTRY_BYTES);
            try (DiskFile file = disk.open(path)) {
                file.read(0, bytes);
            }
            bytes.flip();
            while (bytes.remaining() >= ENTRY_BYTES) {
                short version = bytes.getShort();
                if (version != 0) throw new CorruptIndex(path + " has an entry of version " + version);
                all.add(new Aborted(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
            }
        }
        all.addAll(unwritten);
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
        List<Aborted> keep = all();
        keep.removeIf(each -> each.lastOffset() >= offset);
        if (keep.size() < written) {
            try (DiskFile file = disk.open(path)) {
                file.truncate((long) keep.size() * ENTRY_BYTES);
            }
            written = keep.size();
        }
        unwritten.clear();
        unwritten.addAll(keep.subList(written, keep.size()));
    }

    int bytes() {
        return (written + unwritten.size()) * ENTRY_BYTES;
    }

    void force() throws IOException {
        if (written == 0) return;
        try (DiskFile file = disk.open(path)) {
            file.force();
        }
    }

    void delete() throws IOException {
        disk.delete(path);
        written = 0;
        unwritten.clear();
    }

    Path path() {
        return path;
    }

    void renamed(Path to) {
        path = to;
    }
}
