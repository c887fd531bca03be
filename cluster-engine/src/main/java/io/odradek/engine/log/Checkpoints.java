package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the four checkpoints of a data directory say of its partitions. They are written from time to time, and at once
 * where a recovery would be led astray by what stands there: a partition that comes back under the name of a deleted
 * one must not begin where that one did, nor one that was cut be believed to be durable beyond. (A real broker writes
 * them at each deletion and each truncation.)
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** One of the files, what stands in it, and what it tells of a log. */
    private static final class Kept {
        private final Checkpoint file;
        private final ToLongFunction<PartitionLog> offset;
        private final Map<String, Long> stored = new ConcurrentHashMap<>();

        Kept(Checkpoint file, ToLongFunction<PartitionLog> offset) {
            this.file = file;
            this.offset = offset;
        }

        long of(String name) {
            return stored.getOrDefault(name, 0L);
        }

        boolean saysTooMuchOf(PartitionLog log) {
            return of(log.name()) > offset.applyAsLong(log);
        }
    }

    private final LogDirectory home;
    private final Kept recoveryPoints;
    private final Kept startOffsets;
    private final Kept highWatermarks;
    private final Kept cleanedOffsets;
    private final List<Kept> all;
    /** Deleted; their lines are left out from the next writing on. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    Checkpoints(LogDirectory home, Disk disk, Path directory) {
        this.home = home;
        recoveryPoints = new Kept(new Checkpoint(disk, directory, Checkpoint.RECOVERY_POINT),
                PartitionLog::recoveryPoint);
        startOffsets = new Kept(new Checkpoint(disk, directory, Checkpoint.LOG_START_OFFSET),
                PartitionLog::logStartOffset);
        highWatermarks = new Kept(new Checkpoint(disk, directory, Checkpoint.REPLICATION_OFFSET),
                PartitionLog::highWatermark);
        cleanedOffsets = new Kept(new Checkpoint(disk, directory, Checkpoint.CLEANER_OFFSET),
                log -> log.compaction().cleanedUpTo);
        all = List.of(recoveryPoints, startOffsets, highWatermarks, cleanedOffsets);
    }

    /** A torn checkpoint costs time, not data: everything is recovered, from the start of each log. */
    void read() throws IOException {
        for (Kept each : all) {
            each.stored.clear();
            try {
                each.stored.putAll(each.file.read());
            } catch (LogFailure e) {
                LOG.warn("{}; going on without it", e.getMessage());
            }
        }
    }

    long recoveryPoint(String name) {
        return recoveryPoints.of(name);
    }

    long startOffset(String name) {
        return startOffsets.of(name);
    }

    long highWatermark(String name) {
        return highWatermarks.of(name);
    }

    long cleanedOffset(String name) {
        return cleanedOffsets.of(name);
    }

    /** The partition was deleted. */
    void deleted(String name) {
        gone.add(name);
    }

    /** A partition begins under this name: nothing that is still told of an older one is meant for it. */
    void begins(String name) {
        for (Kept each : all) {
            if (!each.stored.containsKey(name)) continue;
            gone.add(name);
            if (!write(each)) throw new LogFailure("cannot forget the former " + name);
        }
        gone.remove(name);
    }

    /** The log was cut. */
    void cut(PartitionLog log) {
        for (Kept each : all) if (each.saysTooMuchOf(log)) write(each);
    }

    /** Notes offsets that are durable, from which a recovery begins. */
    void writeRecoveryPoints() {
        write(recoveryPoints);
    }

    void writeStartOffsets() {
        write(startOffsets);
    }

    void writeHighWatermarks() {
        write(highWatermarks);
    }

    void writeCleanedOffsets() {
        write(cleanedOffsets);
    }

    void writeAll() {
        all.forEach(this::write);
    }

    /** False when it could not be. */
    private synchronized boolean write(Kept kept) {
        if (home.offline()) return false;
        // Partitions that nobody asked for yet keep what was known of them.
        Map<String, Long> offsets = new TreeMap<>(kept.stored);
        offsets.keySet().removeAll(gone);
        home.logs().forEach((name, log) -> offsets.put(name, kept.offset.applyAsLong(log)));
        if (offsets.equals(kept.stored)) return true;
        try {
            kept.file.write(offsets);
            kept.stored.keySet().retainAll(offsets.keySet());
            kept.stored.putAll(offsets);
            return true;
        } catch (IOException e) {
            home.failed("writing a checkpoint", e);
            return false;
        }
    }
}
