package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.wire.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stretch of a partition's log: a file of batches, both sparse indexes and the index of aborted transactions.
 * Changed by the
 * log's lane alone; the file's bytes below {@link #size} never change, so others may read them.
 */
final class Segment {
    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final long UNKNOWN = Long.MIN_VALUE;
    /** The default of index.interval.bytes. */
    private static final int REINDEX_INTERVAL_BYTES = 4096;

    /** A batch in the file. */
    record Located(int position, int size) {}

    private final Disk disk;
    private final long baseOffset;
    private Path path;
    private volatile DiskFile file;
    private volatile int size;
    private final OffsetIndex offsets;
    private final TimeIndex times;
    private final TransactionIndex aborted;
    private final RecentBatches recent = new RecentBatches();
    private long maxTimestamp = UNKNOWN;
    private long offsetOfMaxTimestamp = -1;
    private int bytesSinceIndex;
    private long firstTimestamp = UNKNOWN;
    private final long createdMs;
    private volatile boolean sealed;
    private boolean preallocated;
    private volatile boolean deleted;

    Segment(Disk disk, Path directory, long baseOffset, String ending, long nowMs) {
        this.disk = disk;
        this.baseOffset = baseOffset;
        this.createdMs = nowMs;
        this.path = FileName.of(directory, baseOffset, FileName.LOG + ending);
        this.offsets = new OffsetIndex(disk, FileName.of(directory, baseOffset, FileName.INDEX + ending), baseOffset);
        this.times = new TimeIndex(disk, FileName.of(directory, baseOffset, FileName.TIME_INDEX + ending), baseOffset);
        this.aborted = new TransactionIndex(disk,
                FileName.of(directory, baseOffset, FileName.TRANSACTION_INDEX + ending), baseOffset);
    }

    /** A new, empty one; its files are made at once, as Kafka does. */
    static Segment create(Disk disk, Path directory, long baseOffset, String ending, long nowMs) throws IOException {
        Segment segment = new Segment(disk, directory, baseOffset, ending, nowMs);
        segment.aborted.delete();
        DiskFile file = segment.file();
        if (file.size() > 0) file.truncate(0);
        segment.maxTimestamp = -1;
        segment.firstTimestamp = -1;
        segment.writeIndexes();
        return segment;
    }

    /** Opens what is in the directory. Throws {@link CorruptIndex} when an index cannot be right. */
    static Segment open(Disk disk, Path directory, long baseOffset) throws IOException {
        Path log = FileName.of(directory, baseOffset, FileName.LOG);
        Segment segment = new Segment(disk, directory, baseOffset, "", disk.lastModifiedMs(log));
        long bytes = disk.size(log);
        if (bytes > Integer.MAX_VALUE) throw new LogFailure(log + " is larger than 2 GiB");
        segment.size = (int) bytes;
        return segment;
    }

    /** Takes the indexes as they are in their files. */
    void openIndexes() throws IOException {
        if (!disk.exists(offsets.entries().path())) throw new CorruptIndex(offsets.entries().path() + " is missing");
        offsets.open(size);
        times.open();
        aborted.open();
        sealed = true;
    }

    /** Opened when first needed: by the log's lane, or by compaction, which reads beside it. */
    private synchronized DiskFile file() throws IOException {
        if (file == null) file = disk.open(path);
        return file;
    }

    long baseOffset() {
        return baseOffset;
    }

    int size() {
        return size;
    }

    Path path() {
        return path;
    }

    TransactionIndex aborted() {
        return aborted;
    }

    int offsetIndexBytes() {
        return offsets.entries().count() * OffsetIndex.ENTRY_BYTES;
    }

    int timeIndexBytes() {
        return times.entries().count() * TimeIndex.ENTRY_BYTES;
    }

    /** Whether a new segment must be begun before so many bytes up to this offset are added. */
    boolean full(TopicConfig config, int bytes, long lastOffset, long timestampMs, long nowMs, long jitterMs)
            throws IOException {
        if (size == 0) return !fits(lastOffset);
        int indexBytes = config.get(TopicKeys.SEGMENT_INDEX_BYTES);
        return (long) size + bytes > config.segmentBytes() || !fits(lastOffset) || offsets.isFull(indexBytes)
                || times.isFull(indexBytes)
                || ageMs(timestampMs, nowMs) > mostAgeMs(config) - jitterMs;
    }

    /** A compacted log's records must leave the active segment in time to be looked at. */
    private static long mostAgeMs(TopicConfig config) {
        long ageMs = config.get(TopicKeys.SEGMENT_MS);
        return config.compact() ? Math.min(ageMs, config.get(TopicKeys.MAX_COMPACTION_LAG_MS)) : ageMs;
    }

    /** Offsets in the indexes are 32 bit numbers from the base offset on. */
    boolean fits(long offset) {
        return offset - baseOffset >= 0 && offset - baseOffset <= Integer.MAX_VALUE;
    }

    /** Largest timestamp of the first batch: what age is counted from; -1 for none. */
    long firstTimestamp() throws IOException {
        if (firstTimestamp == UNKNOWN) {
            SegmentScan scan = scan(0);
            firstTimestamp = scan.next() ? scan.header().maxTimestamp() : -1;
        }
        return firstTimestamp;
    }

    private long ageMs(long timestampMs, long nowMs) throws IOException {
        return firstTimestamp() >= 0 && timestampMs >= 0 ? timestampMs - firstTimestamp : nowMs - createdMs;
    }

    /** Adds whole batches with one write; {@link #noted} must follow for each of them. Nothing is durable yet. */
    void write(ByteBuffer batches) throws IOException {
        int bytes = batches.remaining();
        if (sealed) sealed = false;
        try {
            file().write(size, batches);
        } catch (IOException e) {
            // On a full disk a part of it may be there: what comes next may be shorter, and must not be followed by it.
            if (!preallocated) file().truncate(size);
            throw e;
        }
        size += bytes;
    }

    /** Puts one batch that was written at the position into the indexes, where one is due. */
    void noted(BatchView batch, int position, int indexIntervalBytes) throws IOException {
        long lastOffset = batch.lastOffset();
        long timestamp = batch.maxTimestamp();
        if (position == 0) firstTimestamp = timestamp;
        if (timestamp > largestTimestamp()) {
            maxTimestamp = timestamp;
            offsetOfMaxTimestamp = lastOffset;
        }
        if (bytesSinceIndex > indexIntervalBytes) {
            offsets.add(lastOffset, position);
            times.add(maxTimestamp, offsetOfMaxTimestamp);
            bytesSinceIndex = 0;
        }
        bytesSinceIndex += batch.size();
        recent.add(lastOffset, position);
    }

    SegmentScan scan(int from) throws IOException {
        return new SegmentScan(file(), from, size);
    }

    /**
     * A scan that comes to the batch which holds the offset. What the index says is held against the batch that it
     * points to: an index that is wrong is made anew. (A real broker believes it.)
     */
    private SegmentScan scanFrom(long offset) throws IOException {
        OffsetIndex.Entry floor = floor(offset);
        if (floor == null) return scan(0);
        if (floor.position() >= 0 && floor.position() < size) {
            SegmentScan scan = scan(floor.position());
            if (scan.next() && scan.header().lastOffset() == floor.lastOffset()) {
                scan.again();
                return scan;
            }
        }
        reindex();
        return scan(0);
    }

    private OffsetIndex.Entry floor(long offset) throws IOException {
        try {
            return offsets.floor(offset);
        } catch (CorruptIndex e) {
            reindex();
            return offsets.floor(offset);
        }
    }

    /** A scan that comes to the batch of this entry, or from the beginning where there is none or it is wrong. */
    private SegmentScan scanFrom(TimeIndex.Entry entry) throws IOException {
        if (entry == null) return scan(0);
        SegmentScan scan = scanFrom(entry.offset());
        while (scan.next()) {
            if (scan.header().lastOffset() < entry.offset()) continue;
            if (scan.header().maxTimestamp() != entry.timestampMs()) break;
            scan.again();
            return scan;
        }
        reindex();
        return scan(0);
    }

    /** Makes both sparse indexes anew from the headers of the batches. */
    private void reindex() throws IOException {
        LOG.warn("the indexes of {} are wrong and made anew", path);
        offsets.reset();
        times.reset();
        recent.clear();
        maxTimestamp = -1;
        offsetOfMaxTimestamp = -1;
        bytesSinceIndex = 0;
        SegmentScan scan = scan(0);
        long last = baseOffset - 1;
        while (scan.next() && scan.header().lastOffset() > last && fits(scan.header().lastOffset())) {
            last = scan.header().lastOffset();
            noted(scan.header(), (int) scan.position(), REINDEX_INTERVAL_BYTES);
        }
        writeIndexes();
    }

    /** The first batch that ends at the offset or after it; null when this segment has none. */
    Located locate(long offset) throws IOException {
        int found = recent.find(offset);
        if (found >= 0) {
            int position = recent.positionOf(found);
            return new Located(position, recent.endOf(found, size) - position);
        }
        SegmentScan scan = scanFrom(offset);
        while (scan.next()) {
            if (scan.header().lastOffset() >= offset) return new Located((int) scan.position(), scan.header().size());
        }
        return null;
    }

    /** The largest end of a batch that is above the first position and not above the second. */
    int boundary(Located first, long notAbove) throws IOException {
        if (notAbove >= size) return size;
        int floor = first.position() + first.size();
        int end = recent.boundary(floor, notAbove);
        if (end < 0) end = offsets.boundary(floor, notAbove);
        if (end >= 0) return end;
        SegmentScan scan = scan(floor);
        while (scan.next() && scan.nextPosition() <= notAbove) floor = (int) scan.nextPosition();
        return floor;
    }

    /**
     * Whole batches from the first one on, not beyond the limit's position; nothing where they would be too large.
     *
     * @param limitOffset the offset that follows the limit's position
     */
    Read slice(Located first, int limit, long limitOffset, int maxBytes, boolean atLeastOne) throws IOException {
        int available = limit - first.position();
        if (available <= 0) return Read.NOTHING;
        int bytes;
        if (available <= maxBytes) bytes = available;
        else if (first.size() > maxBytes) bytes = atLeastOne ? first.size() : 0;
        else bytes = boundary(first, (long) first.position() + maxBytes) - first.position();
        if (bytes <= 0) return Read.NOTHING;
        long next = bytes == available ? limitOffset : baseOffsetAt(first.position() + bytes);
        return new Read(new Payload.File(new FileSlice(file(), first.position(), bytes)), next);
    }

    private long baseOffsetAt(int position) throws IOException {
        ByteBuffer offset = ByteBuffer.allocate(Long.BYTES);
        if (file().read(position, offset) < Long.BYTES) throw new IOException(path + " ends at " + position);
        return offset.getLong(0);
    }

    /** Largest timestamp of all records, -1 for none. */
    long largestTimestamp() throws IOException {
        if (maxTimestamp == UNKNOWN) findLargestTimestamp();
        return maxTimestamp;
    }

    /** Last offset of the batch which brought the largest timestamp. */
    long offsetOfLargestTimestamp() throws IOException {
        largestTimestamp();
        return offsetOfMaxTimestamp;
    }

    private void findLargestTimestamp() throws IOException {
        SegmentScan scan = scanFrom(times.last());
        TimeIndex.Entry indexed = times.last();
        long largest = indexed == null ? -1 : indexed.timestampMs();
        long at = indexed == null ? -1 : indexed.offset();
        while (scan.next()) {
            if (scan.header().maxTimestamp() > largest) {
                largest = scan.header().maxTimestamp();
                at = scan.header().lastOffset();
            }
        }
        maxTimestamp = largest;
        offsetOfMaxTimestamp = at;
    }

    /** Largest timestamp, or where there is none the time of the file's last change: what retention goes by. */
    long ageTimestamp() throws IOException {
        long largest = largestTimestamp();
        return largest >= 0 ? largest : disk.lastModifiedMs(path);
    }

    /** A scan that comes to the first record of this time or later. */
    SegmentScan scanForTimestamp(long timestampMs) throws IOException {
        return scanFrom(times.below(timestampMs));
    }

    /** The offset after the last record; the base offset when there is none. */
    long nextOffset() throws IOException {
        long next = baseOffset;
        SegmentScan scan = scanFrom(Long.MAX_VALUE);
        while (scan.next()) next = scan.header().nextOffset();
        return next;
    }

    /** Forgets the batch that holds the offset and all after it; returns the offset that is next then. */
    long truncateTo(long offset) throws IOException {
        Located cut = locate(offset);
        long next = offset;
        if (cut != null) {
            SegmentScan scan = scan(cut.position());
            if (scan.next()) next = Math.min(offset, scan.header().baseOffset());
        }
        offsets.truncateTo(offset);
        times.truncateTo(offset);
        aborted.truncateTo(offset);
        if (cut != null) {
            file().truncate(cut.position());
            size = cut.position();
            // What is appended next must not be followed by old bytes after a crash: they would pass for records.
            file().force();
        }
        recent.clear();
        maxTimestamp = UNKNOWN;
        bytesSinceIndex = 0;
        if (size == 0) {
            firstTimestamp = -1;
            maxTimestamp = -1;
        }
        return next;
    }

    /**
     * Reads every batch, cuts the file after the last whole and valid one, and builds the indexes anew. Returns the
     * bytes cut.
     */
    int recover(int indexIntervalBytes, Recovered each) throws IOException {
        offsets.reset();
        times.reset();
        aborted.delete();
        recent.clear();
        maxTimestamp = -1;
        firstTimestamp = -1;
        bytesSinceIndex = 0;
        int valid = 0;
        long last = baseOffset - 1;
        SegmentScan scan = scan(0);
        while (scan.next()) {
            BatchView batch = scan.whole();
            if (!batch.crcIsRight() || batch.baseOffset() <= last || !fits(batch.lastOffset())
                    || batch.lastOffsetDelta() < 0) break;
            last = batch.lastOffset();
            noted(batch, valid, indexIntervalBytes);
            each.batch(batch, this);
            valid = (int) scan.nextPosition();
        }
        int cut = size - valid;
        if (cut > 0) {
            file().truncate(valid);
            size = valid;
        }
        writeIndexes();
        sealed = true;
        force();
        return cut;
    }

    /** Told of each batch that recovery keeps. */
    interface Recovered {
        void batch(BatchView batch, Segment segment) throws IOException;
    }

    /** Nothing was added since the indexes were put into their files. */
    boolean isSealed() {
        return sealed;
    }

    /** Makes the file as long as it may become (log.preallocate); {@link #seal} cuts off what stayed empty. */
    void preallocate(int bytes) throws IOException {
        if (bytes <= size) return;
        file().write(bytes - 1L, ByteBuffer.allocate(1));
        preallocated = true;
    }

    /** No more is added: notes the last timestamp and frees what writing needed. */
    void seal() throws IOException {
        if (size > 0 && largestTimestamp() >= 0) times.add(maxTimestamp, offsetOfMaxTimestamp);
        offsets.entries().seal();
        times.entries().seal();
        aborted.write();
        recent.clear();
        if (preallocated) file().truncate(size);
        preallocated = false;
        sealed = true;
    }

    /** Puts the index entries of now into their files. */
    void writeIndexes() throws IOException {
        offsets.entries().write();
        times.entries().write();
        aborted.write();
    }

    /**
     * Makes what was written durable; any thread. The indexes only when the segment is sealed: those of the active one
     * are made anew after a crash, however much of it was flushed.
     */
    void force() throws IOException {
        if (deleted) return;
        file().force();
        if (!sealed) return;
        for (Path each : new Path[] {offsets.entries().path(), times.entries().path()}) {
            try (DiskFile index = disk.open(each)) {
                index.force();
            }
        }
        aborted.force();
    }

    void close() throws IOException {
        if (file != null) file.close();
        file = null;
    }

    /** Gives all files another ending. Open reads go on. */
    void rename(String from, String to) throws IOException {
        path = renamed(path, from, to);
        offsets.entries().renamed(renamed(offsets.entries().path(), from, to));
        times.entries().renamed(renamed(times.entries().path(), from, to));
        aborted.renamed(renamed(aborted.path(), from, to));
    }

    private Path renamed(Path old, String from, String to) throws IOException {
        String name = old.getFileName().toString();
        Path target = old.resolveSibling(name.substring(0, name.length() - from.length()) + to);
        if (disk.exists(old)) disk.rename(old, target);
        return target;
    }

    void delete() throws IOException {
        deleted = true;
        close();
        for (Path each : new Path[] {path, offsets.entries().path(), times.entries().path(),
                aborted.path()}) disk.delete(each);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
