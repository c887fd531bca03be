package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * How the largest timestamp of a segment grew. An entry: timestamp int64, last offset of the batch that brought it
 * minus the
 * segment's base offset int32. No record before that batch has a larger timestamp.
 */
final class TimeIndex {
    static final int ENTRY_BYTES = 12;
    private static final int OFFSET = 8;

    /** The largest timestamp so far, and an offset in the batch that brought it. */
    record Entry(long timestampMs, long offset) {}

    private final EntryFile entries;
    private final long baseOffset;
    private long lastTimestamp = -1;
    private long lastOffset;

    TimeIndex(Disk disk, Path path, long baseOffset) {
        this.entries = new EntryFile(disk, path, ENTRY_BYTES);
        this.baseOffset = baseOffset;
        this.lastOffset = baseOffset;
    }

    EntryFile entries() {
        return entries;
    }

    void open() throws IOException {
        entries.open();
        tail();
        if (entries.count() > 0 && (lastOffset < baseOffset || lastTimestamp < 0)) {
            throw new CorruptIndex(entries.path() + " ends with timestamp " + lastTimestamp + " at offset "
                    + lastOffset);
        }
    }

    private void tail() throws IOException {
        lastTimestamp = -1;
        lastOffset = baseOffset;
        if (entries.count() == 0) return;
        try (EntryFile.Look look = entries.look()) {
            lastTimestamp = look.longAt(entries.count() - 1, 0);
            lastOffset = baseOffset + look.intAt(entries.count() - 1, OFFSET);
        }
    }

    void reset() {
        entries.reset();
        lastTimestamp = -1;
        lastOffset = baseOffset;
    }

    /** One entry is kept free for the segment's last timestamp. */
    boolean isFull(int maxBytes) {
        return entries.count() >= maxBytes / ENTRY_BYTES - 1;
    }

    /** Null when there is none. */
    Entry last() {
        return entries.count() == 0 ? null : new Entry(lastTimestamp, lastOffset);
    }

    /** Adds an entry where the timestamp is larger than all before. */
    void add(long timestampMs, long offset) throws IOException {
        if (timestampMs <= lastTimestamp || entries.count() > 0 && offset <= lastOffset) return;
        ByteBuffer room = entries.room();
        int at = entries.next();
        room.putLong(at, timestampMs).putInt(at + OFFSET, (int) (offset - baseOffset));
        entries.added();
        lastTimestamp = timestampMs;
        lastOffset = offset;
    }

    /** The last entry below the time: no record before its batch has this timestamp or a later one. Or null. */
    Entry below(long timestampMs) throws IOException {
        if (entries.count() == 0) return null;
        try (EntryFile.Look look = entries.look()) {
            int entry = look.floorLong(0, timestampMs - 1);
            return entry < 0 ? null : new Entry(look.longAt(entry, 0), baseOffset + look.intAt(entry, OFFSET));
        }
    }

    /** Forgets all entries of this offset and above. */
    void truncateTo(long offset) throws IOException {
        int keep;
        try (EntryFile.Look look = entries.look()) {
            keep = look.floorInt(OFFSET, offset - baseOffset - 1) + 1;
        }
        entries.truncate(keep);
        tail();
    }
}
