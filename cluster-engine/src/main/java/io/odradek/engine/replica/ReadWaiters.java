package io.odradek.engine.replica;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads that found nothing new in one partition and wait for more. An idle reader costs one entry. Entries of reads
 * that ended
 * elsewhere (deadline, another partition) are dropped when the list has doubled, so the list stays below twice the
 * readers that
 * really wait, plus eight. Owner lane only.
 */
final class ReadWaiters {
    private static final int SMALLEST_SWEEP = 8;

    private List<PartitionRead> entries = new ArrayList<>(2);
    private int sweepAt = SMALLEST_SWEEP;

    void add(PartitionRead read) {
        if (entries.size() >= sweepAt) {
            entries.removeIf(PartitionRead::over);
            sweepAt = Math.max(SMALLEST_SWEEP, entries.size() * 2);
        }
        entries.add(read);
    }

    int size() {
        return entries.size();
    }

    /** Tells those who wait for offsets up to this bound, and forgets them. */
    void reached(Bound bound, long end) {
        if (entries.isEmpty()) return;
        int kept = 0;
        List<PartitionRead> moved = null;
        for (int i = 0; i < entries.size(); i++) {
            PartitionRead read = entries.get(i);
            if (read.over()) continue;
            if (read.bound() == bound && read.seenEnd < end) {
                if (moved == null) moved = new ArrayList<>(2);
                moved.add(read);
            } else {
                entries.set(kept++, read);
            }
        }
        entries.subList(kept, entries.size()).clear();
        if (moved == null) return;
        for (PartitionRead read : moved) if (read.parent().signal(read, false)) add(read);
    }

    /** The partition changed its role: every reader looks again, now. */
    void wakeAll() {
        List<PartitionRead> all = entries;
        entries = new ArrayList<>(2);
        sweepAt = SMALLEST_SWEEP;
        for (PartitionRead read : all) if (!read.over()) read.parent().signal(read, true);
    }
}
