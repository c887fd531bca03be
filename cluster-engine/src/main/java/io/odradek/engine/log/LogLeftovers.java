package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends what a crash left half done in a partition's directory: deletions are finished, a compaction that had not come
 * to its swap
 * is dropped, and one that had is finished.
 */
final class LogLeftovers {
    private LogLeftovers() {}

    static void tidy(Disk disk, Path directory) throws IOException {
        List<Path> swaps = new ArrayList<>();
        long oldestCleaned = Long.MAX_VALUE;
        for (Path each : disk.list(directory)) {
            if (FileName.ends(each, FileName.CLEANED)) {
                oldestCleaned = Math.min(oldestCleaned, Math.max(0, FileName.offset(each)));
                disk.delete(each);
            } else if (FileName.ends(each, FileName.DELETED) || FileName.ends(each, ".tmp")) {
                disk.delete(each);
            } else if (FileName.ends(each, FileName.SWAP)) {
                swaps.add(each);
            }
        }
        for (Path each : swaps) finish(disk, directory, each, oldestCleaned);
    }

    private static void finish(Disk disk, Path directory, Path swap, long oldestCleaned) throws IOException {
        long offset = FileName.offset(swap);
        String name = swap.getFileName().toString();
        // A .cleaned file beside it means that not all segments of the group had got their .swap name yet: nothing was
        // replaced.
        if (offset < 0 || offset >= oldestCleaned) {
            disk.delete(swap);
            return;
        }
        if (name.endsWith(FileName.LOG + FileName.SWAP)) {
            // The swapped segment covers the offsets of those it replaces, up to the end of its last batch.
            long end = new SwapRange(disk, swap).end();
            for (Path each : disk.list(directory)) {
                long base = FileName.offset(each);
                if (base > offset && base < end && !FileName.ends(each, FileName.SWAP)) disk.delete(each);
            }
        }
        disk.rename(swap, swap.resolveSibling(name.substring(0, name.length() - FileName.SWAP.length())));
    }
}
