package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.env.Disk;
import io.odradek.engine.record.BatchView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The segments of one log, in the order of their base offsets; the last is the active one, which is written to. */
final class Segments {
    private final LogDirectory home;
    private final Disk disk;
    private final Path directory;
    private final TreeMap<Long, Segment> all = new TreeMap<>();
    private Segment active;
    private volatile long bytes;
    private volatile int count;
    private long jitterMs = -1;
    private LongSupplier deleteDelayMs = () -> 0;

    Segments(LogDirectory home, Path directory) {
        this.home = home;
        this.disk = home.world().disk();
        this.directory = directory;
    }

    /** How long files that went keep their .deleted name. */
    void deleteDelayMs(LongSupplier delay) {
        deleteDelayMs = delay;
    }

    /** Told when a segment was sealed because a new one begins. */
    interface Rolled {
        void rolled(Segment sealed, long newBaseOffset) throws IOException;
    }

    Path directory() {
        return directory;
    }

    String name() {
        return directory.getFileName().toString();
    }

    void put(Segment segment) {
        all.put(segment.baseOffset(), segment);
        counted();
    }

    private void counted() {
        active = all.isEmpty() ? null : all.lastEntry().getValue();
        long sum = 0;
        for (Segment each : all.values()) sum += each.size();
        bytes = sum;
        count = all.size();
    }

    /** The segment that the batch goes to: the active one, or a new one when that is full. */
    Segment forAppend(BatchView batch, TopicConfig config, long nowMs, Rolled rolled) throws IOException {
        if (jitterMs < 0) jitterMs = jitter(config);
        if (active.full(config, batch.size(), batch.lastOffset(), batch.maxTimestamp(), nowMs, jitterMs)) {
            roll(batch.baseOffset(), nowMs, rolled);
            jitterMs = jitter(config);
        }
        if (active.size() == 0 && config.get(TopicKeys.PREALLOCATE)) active.preallocate(config.segmentBytes());
        return active;
    }

    /**
     * Spreads the rolls of partitions that began at the same time; the name and the offset decide, so a restart does
     * not matter.
     */
    private long jitter(TopicConfig config) {
        long most = Math.min(config.get(TopicKeys.SEGMENT_JITTER_MS), config.get(TopicKeys.SEGMENT_MS));
        return most <= 0 ? 0 : Math.floorMod(directory.hashCode() * 31L + active.baseOffset(), most);
    }

    /** Begins a new segment. An empty active one with the same base offset stays. */
    void roll(long baseOffset, long nowMs, Rolled rolled) throws IOException {
        Segment old = active;
        if (old.baseOffset() == baseOffset && old.size() == 0) return;
        old.seal();
        if (old.size() == 0) {
            all.remove(old.baseOffset());
            discard(old);
        }
        put(Segment.create(disk, directory, baseOffset, "", nowMs));
        if (old.size() > 0) rolled.rolled(old, baseOffset);
    }

    void write(ByteBuffer batches) throws IOException {
        int size = batches.remaining();
        active.write(batches);
        bytes += size;
    }

    Segment first() {
        return all.firstEntry().getValue();
    }

    Segment active() {
        return active;
    }

    /** The segment with this base offset, or null. */
    Segment at(long baseOffset) {
        return all.get(baseOffset);
    }

    /** Whether it is still the log's. */
    boolean has(Segment segment) {
        return all.get(segment.baseOffset()) == segment;
    }

    Collection<Segment> all() {
        return all.values();
    }

    /** The segment that may hold the offset: the last that does not begin above it. */
    Segment floor(long offset) {
        if (active.baseOffset() <= offset) return active;
        var entry = all.floorEntry(offset);
        return entry == null ? first() : entry.getValue();
    }

    /** The next one, or null. */
    Segment after(Segment segment) {
        var entry = all.higherEntry(segment.baseOffset());
        return entry == null ? null : entry.getValue();
    }

    boolean holds(Segment segment, long offset) {
        if (offset < segment.baseOffset()) return false;
        if (segment == active) return true;
        Segment next = after(segment);
        return next == null || offset < next.baseOffset();
    }

    long bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    /** Returns the offset that is next then: this one, or the base offset of the batch that held it. */
    long truncateTo(long offset) throws IOException {
        if (active.baseOffset() > offset) {
            removeAbove(offset);
            // They must not come back behind the cut.
            disk.forceDirectory(directory);
        }
        Segment last = all.lastEntry().getValue();
        long next = last.truncateTo(offset);
        counted();
        return next;
    }

    /**
     * Takes all out that begin above the offset, the last one first: whenever a crash comes between, what is left has
     * no hole.
     */
    void removeAbove(long offset) throws IOException {
        for (Segment each : List.copyOf(all.tailMap(offset, false).descendingMap().values())) remove(each);
    }

    void restartAt(long offset, long nowMs) throws IOException {
        for (Segment each : all.values()) retire(each);
        all.clear();
        put(Segment.create(disk, directory, offset, "", nowMs));
    }

    /** Takes a segment out; its files get another name at once and go later, since readers may still be at them. */
    void remove(Segment segment) throws IOException {
        all.remove(segment.baseOffset());
        discard(segment);
        counted();
    }

    /** Puts a cleaned segment in the place of its sources; false when they are not the log's any more. */
    boolean replace(List<Segment> sources, Segment cleaned) throws IOException {
        for (Segment each : sources) {
            if (all.get(each.baseOffset()) != each || each == active) return false;
        }
        cleaned.rename(FileName.CLEANED, FileName.SWAP);
        disk.forceDirectory(directory);
        for (Segment each : sources) {
            all.remove(each.baseOffset());
            // The producers' state at the beginning of a segment goes with it: the first one's has a successor.
            if (each == sources.getFirst()) retire(each);
            else discard(each);
        }
        cleaned.rename(FileName.SWAP, "");
        put(cleaned);
        return true;
    }

    private void discard(Segment segment) throws IOException {
        retire(segment);
        disk.delete(FileName.of(directory, segment.baseOffset(), FileName.SNAPSHOT));
    }

    private void retire(Segment segment) throws IOException {
        segment.rename("", FileName.DELETED);
        home.deleteLater(segment, deleteDelayMs.getAsLong());
    }

    /** Closes the files as they are. */
    void abandon() {
        for (Segment each : all.values()) {
            try {
                each.close();
            } catch (IOException e) {
                // Nothing is expected of a file that is let go of.
            }
        }
    }

    void close() throws IOException {
        for (Segment each : all.values()) each.close();
    }
}
