package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.record.BatchView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be compacted of a log, and what must be known for it: taken on the log's lane, carried out elsewhere.
 *
 * @param segments    all sealed segments below the end offset, oldest first
 * @param dirtyOffset everything below was compacted before
 * @param endOffset   not beyond this: the active segment, a transaction that goes on, or a record that is too young
 */
record CompactionPlan(List<Segment> segments, long dirtyOffset, long endOffset, TopicConfig config,
                      List<TransactionIndex.Aborted> aborted, Map<Long, LastOfProducer> producers) {
    /** Offset of an active producer's last data, or -1 when only a marker tells of its epoch. */
    record LastOfProducer(long dataOffset, short epoch) {}

    /**
     * What of a log may be compacted now.
     *
     * @param dirt how much it needs it: the share of dirty bytes; above 1 when the oldest of them waited for longer
     *             than max.compaction.lag.ms; 0 when there is nothing to do yet
     */
    private record Extent(List<Segment> segments, long dirtyOffset, long endOffset, double dirt) {}

    /** Above 0 when the log is to be compacted; the larger, the sooner. On the log's lane. */
    static double dirt(PartitionLog log, long nowMs) {
        try {
            return extent(log, nowMs).dirt();
        } catch (IOException e) {
            throw log.failed("looking for what to compact of " + log.name(), e);
        }
    }

    /** Null when there is nothing to do yet. */
    static CompactionPlan of(PartitionLog log, long nowMs) throws IOException {
        Extent extent = extent(log, nowMs);
        return extent.dirt() <= 0 ? null : of(log, extent);
    }

    /** As {@link #of}, however little there is to do; null when there is nothing at all. */
    static CompactionPlan ofAnyDirt(PartitionLog log, long nowMs) throws IOException {
        Extent extent = extent(log, nowMs);
        return extent.segments().isEmpty() || extent.endOffset() <= extent.dirtyOffset() ? null : of(log, extent);
    }

    private static CompactionPlan of(PartitionLog log, Extent extent) throws IOException {
        Segments all = log.segments();
        long end = Math.min(extent.endOffset(), all.after(extent.segments().getLast()).baseOffset());
        return new CompactionPlan(extent.segments(), extent.dirtyOffset(), end, log.config(), aborted(all),
                producers(log));
    }

    private static Extent extent(PartitionLog log, long nowMs) throws IOException {
        TopicConfig config = log.config();
        Segments all = log.segments();
        Segment active = all.active();
        long cleanedUpTo = log.compaction().cleanedUpTo;
        boolean fits = cleanedUpTo >= log.logStartOffset() && cleanedUpTo <= active.baseOffset();
        long dirty = fits ? cleanedUpTo : log.logStartOffset();
        long end = Math.min(active.baseOffset(), log.lastStableOffset());
        long lagMs = config.get(TopicKeys.MIN_COMPACTION_LAG_MS);
        List<Segment> segments = new ArrayList<>();
        long cleanBytes = 0;
        long dirtyBytes = 0;
        long oldestDirty = Long.MAX_VALUE;
        for (Segment each : all.all()) {
            if (each == active || each.baseOffset() >= end) break;
            Segment next = all.after(each);
            boolean isDirty = next.baseOffset() > dirty;
            boolean young = isDirty && lagMs > 0 && each.largestTimestamp() > nowMs - lagMs;
            // Only whole segments: what goes on in one must stay as it is.
            if (young || next.baseOffset() > end) {
                end = each.baseOffset();
                break;
            }
            segments.add(each);
            if (isDirty) {
                dirtyBytes += each.size();
                if (each.firstTimestamp() >= 0) oldestDirty = Math.min(oldestDirty, each.firstTimestamp());
            } else {
                cleanBytes += each.size();
            }
        }
        if (segments.isEmpty() || dirtyBytes == 0 || end <= dirty) return new Extent(segments, dirty, end, 0);
        double ratio = (double) dirtyBytes / (cleanBytes + dirtyBytes);
        boolean late = oldestDirty < nowMs - config.get(TopicKeys.MAX_COMPACTION_LAG_MS);
        boolean enough = ratio > config.get(TopicKeys.MIN_CLEANABLE_DIRTY_RATIO);
        return new Extent(segments, dirty, end, late ? 1 + ratio : enough ? ratio : 0);
    }

    /** Of the whole log: the marker of a transaction may lie segments after its data. */
    private static List<TransactionIndex.Aborted> aborted(Segments segments) throws IOException {
        List<TransactionIndex.Aborted> all = new ArrayList<>();
        for (Segment each : segments.all()) all.addAll(each.aborted().all());
        return all;
    }

    private static Map<Long, LastOfProducer> producers(PartitionLog log) {
        Map<Long, LastOfProducer> last = new HashMap<>();
        log.producers().states().forEach((id, s) -> last.put(id, new LastOfProducer(s.lastOffset(), s.epoch)));
        return last;
    }

    boolean isLastOfProducer(BatchView batch) {
        LastOfProducer last = producers.get(batch.producerId());
        if (last == null) return false;
        return last.dataOffset() >= 0 ? batch.lastOffset() == last.dataOffset()
                : batch.control() && batch.producerEpoch() == last.epoch();
    }

    long deleteRetentionMs() {
        return config.get(TopicKeys.DELETE_RETENTION_MS);
    }

    int indexIntervalBytes() {
        return config.indexIntervalBytes();
    }

    /** Neighbours that fit into one segment together, by their sizes of now. */
    List<List<Segment>> groups() {
        List<List<Segment>> groups = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment each = segments.get(i);
            // The next segment begins above all offsets of this one.
            long end = i + 1 < segments.size() ? segments.get(i + 1).baseOffset() : endOffset;
            boolean fits = !groups.isEmpty() && bytes + each.size() <= config.segmentBytes()
                    && end - groups.getLast().getFirst().baseOffset() <= Integer.MAX_VALUE;
            if (!fits) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.getLast().add(each);
            bytes += each.size();
        }
        return groups;
    }
}
