package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Where some batches begin. An entry: last offset of the batch minus the segment's base offset int32, position int32.
 */
final class OffsetIndex {
    static final int ENTRY_BYTES = 8;
    private static final int POSITION = 4;

    /** Where the batch begins that ends with the offset. */
    record Entry(long lastOffset, int position) {}

    private final EntryFile entries;
    private final long baseOffset;
    private long lastOffset;

    OffsetIndex(Disk disk, Path path, long baseOffset) {
        this.entries = new EntryFile(disk, path, ENTRY_BYTES);
        this.baseOffset = baseOffset;
        this.lastOffset = baseOffset;
    }

    EntryFile entries() {
        return entries;
    }

    /** Opens what is in the file; throws {@link CorruptIndex} when it cannot belong to a segment of this size. */
    void open(long segmentSize) throws IOException {
        entries.open();
        lastOffset = baseOffset;
        if (entries.count() == 0) return;
        try (EntryFile.Look look = entries.look()) {
            int last = entries.count() - 1;
            lastOffset = baseOffset + look.intAt(last, 0);
            if (lastOffset <= baseOffset && last > 0 || lastOffset < baseOffset
                    || look.intAt(last, POSITION) >= segmentSize) {
                throw new CorruptIndex(entries.path() + " ends with offset " + lastOffset + " at "
                        + look.intAt(last, POSITION)
                        + " in a segment of " + segmentSize + " bytes");
            }
        }
    }

    void reset() {
        entries.reset();
        lastOffset = baseOffset;
    }

    boolean isFull(int maxBytes) {
        return entries.count() >= maxBytes / ENTRY_BYTES;
    }

    void add(long offset, int position) throws IOException {
        if (entries.count() > 0 && offset <= lastOffset) {
            throw new IllegalArgumentException("offset " + offset + " is not above the last one of " + entries.path()
                    + ", " + lastOffset);
        }
        ByteBuffer room = entries.room();
        int at = entries.next();
        room.putInt(at, (int) (offset - baseOffset)).putInt(at + POSITION, position);
        entries.added();
        lastOffset = offset;
    }

    /** The last entry that is not above the offset: a scan from there comes to the batch that holds it. Or null. */
    Entry floor(long offset) throws IOException {
        if (entries.count() == 0) return null;
        try (EntryFile.Look look = entries.look()) {
            int entry = look.floorInt(0, offset - baseOffset);
            return entry < 0 ? null : new Entry(baseOffset + look.intAt(entry, 0), look.intAt(entry, POSITION));
        }
    }

    /**
     * The largest indexed beginning of a batch that is above the first position and not above the second; -1 for none.
     */
    int boundary(int above, long notAbove) throws IOException {
        if (entries.count() == 0) return -1;
        try (EntryFile.Look look = entries.look()) {
            int entry = look.floorInt(POSITION, notAbove);
            int position = entry < 0 ? -1 : look.intAt(entry, POSITION);
            return position > above ? position : -1;
        }
    }

    /** Forgets all entries of this offset and above. */
    void truncateTo(long offset) throws IOException {
        int keep;
        try (EntryFile.Look look = entries.look()) {
            keep = look.floorInt(0, offset - baseOffset - 1) + 1;
        }
        entries.truncate(keep);
        try (EntryFile.Look look = entries.look()) {
            lastOffset = keep == 0 ? baseOffset : baseOffset + look.intAt(keep - 1, 0);
        }
    }
}
