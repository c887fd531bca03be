package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.env.Disk;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.MalformedRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Opens what a partition's directory holds. After a clean shutdown the files are taken as they are; otherwise every
 * segment from
 * the recovery point on is read, the torn tail is cut off and the indexes are built anew. Below the recovery point
 * everything was
 * made durable, so only an index that cannot be right is built anew there.
 */
final class LogLoading {
    private final LogDirectory home;
    private final Disk disk;
    private final Path directory;
    private final TopicConfig config;
    private final Holes holes = new Holes();

    /** What the data directory's checkpoints say of the partition. */
    record Known(boolean clean, long recoveryPoint, long logStartOffset) {}

    /**
     * Tells whether the end of a segment was lost without a trace: a file that ends with a whole batch may have had
     * more, of which nothing came to the disk, while the next segment's name did. Who believed that log's end would
     * never ask for what is missing. (A real broker believes it.) Where compaction was at work holes mean nothing.
     */
    private final class Holes {
        private boolean compacted;
        private long next;

        void begin(long baseOffset) {
            compacted |= config.compact() || home.checkpoints().cleanedOffset(directory.getFileName().toString()) > 0;
            next = baseOffset;
        }

        void see(BatchView batch) {
            compacted |= batch.baseOffset() > next;
            next = batch.nextOffset();
        }

        boolean before(long offset) {
            return !compacted && offset > next;
        }
    }

    LogLoading(LogDirectory home, Path directory, TopicConfig config) {
        this.home = home;
        this.disk = home.world().disk();
        this.directory = directory;
        this.config = config;
    }

    PartitionLog.Opened open(Known known) throws IOException {
        try {
            return opened(known);
        } catch (MalformedRecords | CorruptIndex e) {
            throw new LogFailure(directory + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private PartitionLog.Opened opened(Known known) throws IOException {
        disk.createDirectories(directory);
        LogLeftovers.tidy(disk, directory);
        Segments segments = new Segments(home, directory);
        for (long base : bases().keySet()) segments.put(Segment.open(disk, directory, base));
        if (segments.count() > 0) OldFormat.refuse(disk, segments.first().path());
        LeaderEpochs epochs = new LeaderEpochs(disk, directory);
        boolean recovered = takeAll(segments, epochs, known);
        if (epochs.lost() && segments.count() > 0) epochs.rebuild(segments.all());
        if (recovered && epochs.force()) disk.forceDirectory(directory);
        long nowMs = home.world().clock().wallMs();
        if (segments.count() == 0) segments.put(Segment.create(disk, directory, known.logStartOffset(), "", nowMs));
        long end = segments.active().nextOffset();
        long start = Math.max(known.logStartOffset(), segments.first().baseOffset());
        if (start > end) {
            // The checkpoint of the start is newer than what the crash left of the log.
            segments.restartAt(start, nowMs);
            end = start;
        }
        epochs.truncateFromEnd(end);
        epochs.truncateFromStart(start);
        Producers producers = new Producers(disk, directory);
        producers.deleteStraySnapshots(segments);
        producers(producers, segments, start, end, nowMs, home.producerExpirationMs());
        long recoveryPoint = recovered || known.clean() ? end : Math.min(known.recoveryPoint(), end);
        return new PartitionLog.Opened(segments, epochs, producers, start, end, recoveryPoint);
    }

    private TreeMap<Long, Path> bases() throws IOException {
        TreeMap<Long, Path> logs = new TreeMap<>();
        for (Path each : disk.list(directory)) {
            long offset = FileName.offset(each);
            if (offset >= 0 && FileName.ends(each, FileName.LOG)) logs.put(offset, each);
        }
        return logs;
    }

    /** Takes or recovers each segment; true when the tail was recovered, and made durable. */
    private boolean takeAll(Segments segments, LeaderEpochs epochs, Known known) throws IOException {
        long recoverFrom = known.clean() ? Long.MAX_VALUE : known.recoveryPoint();
        boolean recovered = false;
        boolean cut = false;
        for (Segment segment : segments.all().toArray(Segment[]::new)) {
            Segment next = segments.after(segment);
            boolean unsafe = next == null ? !known.clean() : next.baseOffset() > recoverFrom;
            if (!unsafe && indexesAreRight(segment)) continue;
            // Its batches tell their epochs; what the file tells of them may be older than they are.
            if (unsafe) epochs.truncateFromEnd(segment.baseOffset());
            int lost = recover(segment, segments, epochs, known.logStartOffset());
            recovered = true;
            cut = unsafe && (lost > 0 || next != null && holes.before(next.baseOffset()));
            if (lost > 0) home.log("cut " + lost + " bytes off " + segment);
            if (!cut) continue;
            // Nothing can follow a torn tail. Names of what is taken away must not come back: later offsets will mean
            // other records.
            segments.removeAbove(segment.baseOffset());
            disk.forceDirectory(directory);
            break;
        }
        return recovered && !known.clean();
    }

    private static boolean indexesAreRight(Segment segment) throws IOException {
        try {
            segment.openIndexes();
            return true;
        } catch (CorruptIndex e) {
            return false;
        }
    }

    private int recover(Segment segment, Segments segments, LeaderEpochs epochs, long logStart) throws IOException {
        Producers producers = new Producers(disk, directory);
        long nowMs = home.world().clock().wallMs();
        producers(producers, segments, logStart, segment.baseOffset(), nowMs, home.producerExpirationMs());
        holes.begin(segment.baseOffset());
        int cut = segment.recover(config.indexIntervalBytes(), (batch, s) -> {
            if (batch.leaderEpoch() >= 0 && batch.leaderEpoch() > epochs.latest()) {
                epochs.assign(batch.leaderEpoch(), batch.baseOffset());
            }
            producers.appended(batch, s.aborted());
            holes.see(batch);
        });
        disk.forceDirectory(directory);
        return cut;
    }

    /** Brings the producers to where they stood at the end offset: from the latest snapshot, and the log after it. */
    static void producers(Producers producers, Segments segments, long start, long end, long nowMs, int expirationMs)
            throws IOException {
        producers.load(start, end, nowMs, expirationMs);
        long from = producers.endOffset();
        for (Segment s = segments.floor(from); s != null && from < end; s = segments.after(s)) {
            if (s.baseOffset() >= end) break;
            Segment.Located first = s.locate(from);
            if (first == null) continue;
            SegmentScan scan = s.scan(first.position());
            while (scan.next() && scan.header().baseOffset() < end) {
                BatchView batch = scan.header();
                if (!batch.hasProducerId() || batch.lastOffset() < from) continue;
                producers.appended(batch.control() ? scan.whole() : batch, null);
            }
        }
        producers.endOffset(end);
    }
}
