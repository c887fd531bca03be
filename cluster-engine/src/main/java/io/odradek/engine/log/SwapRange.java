package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import java.io.IOException;
import java.nio.file.Path;

/** Which offsets a swapped segment holds. */
record SwapRange(Disk disk, Path log) {
    /** The offset after its last record; its base offset when it is empty. */
    long end() throws IOException {
        long end = FileName.offset(log);
        try (DiskFile file = disk.open(log)) {
            SegmentScan scan = new SegmentScan(file, 0, file.size());
            while (scan.next()) end = scan.header().nextOffset();
        }
        return end;
    }
}
