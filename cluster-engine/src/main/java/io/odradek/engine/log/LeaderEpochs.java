package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * At which offset each leader epoch of a partition began, kept in {@code leader-epoch-checkpoint}: version 0, the
 * number of
 * lines, then epoch and start offset, one pair a line. Epochs and offsets both rise.
 */
final class LeaderEpochs {
    static final String FILE = "leader-epoch-checkpoint";
    private static final int NONE = -1;

    private final Disk disk;
    private final Path file;
    private final TreeMap<Integer, Long> starts = new TreeMap<>();

    LeaderEpochs(Disk disk, Path directory) throws IOException {
        this.disk = disk;
        this.file = directory.resolve(FILE);
        if (disk.exists(file)) {
            for (String[] line : Checkpoint.lines(disk.read(file), file, 2)) {
                put(Checkpoint.integer(line[0], file), Checkpoint.offset(line[1], file));
            }
        }
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
        put(epoch, startOffset);
        write();
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

    private void write() throws IOException {
        List<String> lines = new ArrayList<>(starts.size());
        starts.forEach((epoch, start) -> lines.add(epoch + " " + start));
        disk.replace(file, Checkpoint.text(lines).getBytes(StandardCharsets.UTF_8));
    }
}
