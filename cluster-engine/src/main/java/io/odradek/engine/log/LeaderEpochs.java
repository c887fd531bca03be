package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At which offset each leader epoch of a partition began, kept in {@code leader-epoch-checkpoint}: version 0, the
 * number of
 * lines, then epoch and start offset, one pair a line. Epochs and offsets both rise.
 */
final class LeaderEpochs {
    static final String FILE = "leader-epoch-checkpoint";
    private static final Logger LOG = LoggerFactory.getLogger(LeaderEpochs.class);
    private static final int NONE = -1;

    private final Disk disk;
    private final Path file;
    private final TreeMap<Integer, Long> starts = new TreeMap<>();
    private final boolean lost;
    /** Written, and perhaps not on the disk yet. */
    private volatile boolean unforced;

    LeaderEpochs(Disk disk, Path directory) throws IOException {
        this.disk = disk;
        this.file = directory.resolve(FILE);
        lost = !read();
        unforced = !lost;
    }

    private boolean read() throws IOException {
        if (!disk.exists(file)) return false;
        try {
            for (String[] line : Checkpoint.lines(disk.read(file), file, 2)) {
                put(Checkpoint.integer(line[0], file), Checkpoint.offset(line[1], file));
            }
            return true;
        } catch (LogFailure e) {
            LOG.warn("{}; the epochs are read from the batches", e.getMessage());
            starts.clear();
            return false;
        }
    }

    /** The checkpoint was missing or not whole. Then {@link #rebuild} reads the epochs back from the log. */
    boolean lost() {
        return lost;
    }

    /** Every batch tells its leader's epoch. (A real broker goes without the epochs of what it does not recover.) */
    void rebuild(Collection<Segment> segments) throws IOException {
        starts.clear();
        for (Segment each : segments) {
            SegmentScan scan = each.scan(0);
            while (scan.next()) {
                int epoch = scan.header().leaderEpoch();
                if (epoch >= 0 && epoch > latest()) put(epoch, scan.header().baseOffset());
            }
        }
        write();
    }

    /** Takes one entry over those that contradict it. */
    private void put(int epoch, long startOffset) {
        starts.tailMap(epoch, true).clear();
        while (!starts.isEmpty() && starts.lastEntry().getValue() >= startOffset) starts.pollLastEntry();
        starts.put(epoch, startOffset);
    }

    /** Notes that the epoch begins at the offset, unless it is known already. */
    void assign(int epoch, long startOffset) throws IOException {
        if (epoch < 0) return;
        Map.Entry<Integer, Long> last = starts.lastEntry();
        if (last != null && last.getKey() == epoch) return;
        if (last != null && last.getKey() > epoch && last.getValue() < startOffset) return;
        TreeMap<Integer, Long> before = new TreeMap<>(starts);
        put(epoch, startOffset);
        try {
            write();
        } catch (IOException e) {
            // On a full disk the append is refused and comes again: the epoch must not count as written then.
            starts.clear();
            starts.putAll(before);
            throw e;
        }
    }

    /** The newest of them, so many at most, oldest first. */
    List<PartitionLog.EpochStart> newest(int limit) {
        List<PartitionLog.EpochStart> newest = new ArrayList<>();
        for (Map.Entry<Integer, Long> each : starts.descendingMap().entrySet()) {
            if (newest.size() == limit) break;
            newest.addFirst(new PartitionLog.EpochStart(each.getKey(), each.getValue()));
        }
        return newest;
    }

    /** -1 when none is known. */
    int latest() {
        return starts.isEmpty() ? NONE : starts.lastKey();
    }

    /** The epoch of the record at the offset; -1 when that is not known. */
    int epochOf(long offset) {
        int epoch = NONE;
        for (Map.Entry<Integer, Long> e : starts.entrySet()) {
            if (e.getValue() > offset) break;
            epoch = e.getKey();
        }
        return epoch;
    }

    /** The largest epoch not above the one asked for, and where it ends; both -1 when that cannot be told. */
    PartitionLog.EpochEnd endOf(int epoch, long logEndOffset) {
        if (epoch < 0 || starts.isEmpty()) return new PartitionLog.EpochEnd(NONE, NONE);
        if (epoch == latest()) return new PartitionLog.EpochEnd(epoch, logEndOffset);
        Map.Entry<Integer, Long> higher = starts.higherEntry(epoch);
        if (higher == null) return new PartitionLog.EpochEnd(NONE, NONE);
        Integer floor = starts.floorKey(epoch);
        // An epoch older than all that are known: all its records are gone, so it ends where the oldest known one
        // begins.
        return new PartitionLog.EpochEnd(floor == null ? epoch : floor, higher.getValue());
    }

    void truncateFromEnd(long offset) throws IOException {
        boolean changed = false;
        while (!starts.isEmpty() && starts.lastEntry().getValue() >= offset) {
            starts.pollLastEntry();
            changed = true;
        }
        if (changed) write();
    }

    void truncateFromStart(long offset) throws IOException {
        Map.Entry<Integer, Long> kept = null;
        while (!starts.isEmpty() && starts.firstEntry().getValue() <= offset) kept = starts.pollFirstEntry();
        if (kept == null) return;
        starts.put(kept.getKey(), offset);
        if (kept.getValue() != offset) write();
    }

    void clear() throws IOException {
        starts.clear();
        write();
    }

    /** Not forced: a recovery reads from the batches what was not flushed, and all where nothing is left. */
    private void write() throws IOException {
        List<String> lines = new ArrayList<>(starts.size());
        starts.forEach((epoch, start) -> lines.add(epoch + " " + start));
        disk.replaceUnforced(file, Checkpoint.text(lines).getBytes(StandardCharsets.UTF_8));
        unforced = true;
    }

    /**
     * Before records count as durable their epochs must be, for a recovery does not read those records again. True
     * when the file's name is to be made durable as well. Any thread.
     */
    boolean force() throws IOException {
        if (!unforced) return false;
        unforced = false;
        try (DiskFile now = disk.open(file)) {
            now.force();
        }
        return true;
    }
}
