package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import io.odradek.engine.record.BatchView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Messages of the formats 0 and 1, which Kafka wrote before 0.11 and which old logs may still hold. They are not read
 * here (a real broker reads them and writes them no more). A recovery would take them for a torn tail and cut them
 * off, so a log with any is refused.
 *
 * <pre>
 *  0 offset int64 | 8 length of what follows int32 | 12 CRC-32 of 16… uint32 | 16 magic int8 = 0 or 1 | 17 …
 * </pre>
 */
final class OldFormat {
    private static final int CRC_AT = 12;
    private static final int MAGIC_AT = 16;
    /** Checksum, magic, attributes, and the lengths of key and value. */
    private static final int SHORTEST_BYTES = 14;
    /** Longer ones are believed unseen: the largest message that Kafka took by default was 1,000,012 bytes. */
    private static final int LONGEST_CHECKED_BYTES = 1 << 20;

    private OldFormat() {}

    /** Throws when the segment begins with such a message; those of newer formats never come before them. */
    static void refuse(Disk disk, Path log) throws IOException {
        try (DiskFile file = disk.open(log)) {
            ByteBuffer start = ByteBuffer.allocate(MAGIC_AT + 1);
            if (file.read(0, start) < start.capacity()) return;
            int magic = start.get(MAGIC_AT);
            int length = start.getInt(BatchView.PREFIX_BYTES - Integer.BYTES);
            long end = (long) BatchView.PREFIX_BYTES + length;
            if (magic < 0 || magic >= BatchView.MAGIC || length < SHORTEST_BYTES || end > file.size()) return;
            if (length <= LONGEST_CHECKED_BYTES && crc(file, (int) end) != start.getInt(CRC_AT)) return;
            throw new LogFailure(log + " holds messages of format " + magic + ", written by a Kafka before 0.11 or with"
                    + " an older log.message.format.version. They are not read here: let Apache Kafka 3.9 copy the"
                    + " topic to a new one first");
        }
    }

    private static int crc(DiskFile file, int end) throws IOException {
        ByteBuffer checked = ByteBuffer.allocate(end - MAGIC_AT);
        file.read(MAGIC_AT, checked);
        CRC32 crc = new CRC32();
        crc.update(checked.flip());
        return (int) crc.getValue();
    }
}
