package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of equally long entries in rising order: what both sparse indexes are. While its segment is written to, the
 * entries are
 * held in memory and go to the file in one write when the segment is flushed, rolled or closed: a crash before that
 * makes
 * recovery build them anew, as it must after any crash. Afterwards they are searched in the file, page by page, so
 * that an idle
 * segment costs no memory.
 */
final class EntryFile {
    private static final int PAGE_BYTES = 4096;
    private static final int FIRST_BYTES = 64;

    private final Disk disk;
    private final int entryBytes;
    private Path path;
    private int count;
    /** Entries that are in the file already. */
    private int written;
    /** All entries, or null when they are only in the file. */
    private byte[] resident;
    private ByteBuffer view;

    EntryFile(Disk disk, Path path, int entryBytes) {
        this.disk = disk;
        this.path = path;
        this.entryBytes = entryBytes;
    }

    /** Takes the entries that are in the file. Its length must be a multiple of the entry's. */
    void open() throws IOException {
        long size = disk.exists(path) ? disk.size(path) : 0;
        if (size % entryBytes != 0) throw new CorruptIndex(path + " has " + size + " bytes, no multiple of "
                + entryBytes);
        count = (int) (size / entryBytes);
        written = count;
        drop();
    }

    /** Forgets all entries, whatever the file holds; it is cut with the next write. */
    void reset() {
        count = 0;
        written = 0;
        resident = new byte[FIRST_BYTES];
        view = ByteBuffer.wrap(resident);
    }

    /** Holds the entries in memory, to add some. */
    void load() throws IOException {
        if (resident != null) return;
        byte[] bytes = new byte[Math.max(FIRST_BYTES, count * entryBytes)];
        if (count > 0) {
            try (DiskFile file = disk.open(path)) {
                file.read(0, ByteBuffer.wrap(bytes, 0, count * entryBytes));
            }
        }
        resident = bytes;
        view = ByteBuffer.wrap(resident);
    }

    private void drop() {
        resident = null;
        view = null;
    }

    int count() {
        return count;
    }

    /** Where the next entry's bytes go; {@link #added} takes it. */
    ByteBuffer room() throws IOException {
        load();
        if ((count + 1) * entryBytes > resident.length) {
            resident = Arrays.copyOf(resident, resident.length * 2);
            view = ByteBuffer.wrap(resident);
        }
        return view;
    }

    int next() {
        return count * entryBytes;
    }

    void added() {
        count++;
    }

    /** Forgets all entries from this one on. */
    void truncate(int entries) throws IOException {
        if (entries >= count) return;
        load();
        count = entries;
        if (written > entries) {
            try (DiskFile file = disk.open(path)) {
                file.truncate((long) entries * entryBytes);
            }
            written = entries;
        }
    }

    /** Puts all entries into the file, which exists afterwards even without any. */
    void write() throws IOException {
        try (DiskFile file = disk.open(path)) {
            long size = (long) written * entryBytes;
            if (file.size() > size) file.truncate(size);
            if (written < count) {
                file.write(size, ByteBuffer.wrap(resident, written * entryBytes, (count - written) * entryBytes)
                        .slice());
            }
            written = count;
        }
    }

    /** Writes and lets go of the memory. */
    void seal() throws IOException {
        write();
        drop();
    }

    void renamed(Path to) {
        path = to;
    }

    Path path() {
        return path;
    }

    /** A way to look at entries, valid until the next change. */
    Look look() throws IOException {
        return new Look();
    }

    /** Reads entries from memory or, a page at a time, from the file. */
    final class Look implements AutoCloseable {
        private final DiskFile file;
        private final ByteBuffer page;
        private int first;
        private int last = -1;

        Look() throws IOException {
            boolean inFile = resident == null && count > 0;
            file = inFile ? disk.open(path) : null;
            page = inFile ? ByteBuffer.allocate(PAGE_BYTES / entryBytes * entryBytes) : null;
        }

        /** The 64 bit number at this place of the entry. */
        long longAt(int entry, int field) throws IOException {
            return file == null ? view.getLong(entry * entryBytes + field)
                    : paged(entry).getLong((entry - first) * entryBytes + field);
        }

        int intAt(int entry, int field) throws IOException {
            return file == null ? view.getInt(entry * entryBytes + field)
                    : paged(entry).getInt((entry - first) * entryBytes + field);
        }

        /** The last entry whose number of 32 bits at this place is not above the key; -1 when there is none. */
        int floorInt(int field, long key) throws IOException {
            int low = 0;
            int high = count - 1;
            while (low <= high) {
                int middle = low + high >>> 1;
                if (intAt(middle, field) <= key) low = middle + 1;
                else high = middle - 1;
            }
            return high;
        }

        int floorLong(int field, long key) throws IOException {
            int low = 0;
            int high = count - 1;
            while (low <= high) {
                int middle = low + high >>> 1;
                if (longAt(middle, field) <= key) low = middle + 1;
                else high = middle - 1;
            }
            return high;
        }

        private ByteBuffer paged(int entry) throws IOException {
            if (entry < first || entry > last) {
                int perPage = page.capacity() / entryBytes;
                first = entry / perPage * perPage;
                page.clear();
                int read = file.read((long) first * entryBytes, page);
                last = first + read / entryBytes - 1;
                if (entry > last) throw new CorruptIndex(path + " lost entry " + entry + " of " + count);
            }
            return page;
        }

        @Override
        public void close() throws IOException {
            if (file != null) file.close();
        }
    }
}
