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

    /** Null when there is nothing to do yet. */
    static CompactionPlan of(PartitionLog log, long cleanedUpTo, long nowMs) throws IOException {
        TopicConfig config = log.config();
        Segments all = log.segments();
        Segment active = all.active();
        long dirty = cleanedUpTo < log.logStartOffset() || cleanedUpTo > active.baseOffset() ? log.logStartOffset()
                : cleanedUpTo;
        long end = Math.min(active.baseOffset(), log.lastStableOffset());
        long lagMs = config.get(TopicKeys.MIN_COMPACTION_LAG_MS);
        List<Segment> segments = new ArrayList<>();
        long cleanBytes = 0;
        long dirtyBytes = 0;
        long oldestDirty = Long.MAX_VALUE;
        for (Segment each : all.all()) {
            if (each == active || each.baseOffset() >= end) break;
            Segment next = all.after(each);
            if (next.baseOffset() > end) {
                // Only whole segments: what goes on in it must stay as it is.
                end = each.baseOffset();
                break;
            }
            boolean isDirty = next.baseOffset() > dirty;
            if (isDirty && lagMs > 0 && each.largestTimestamp() > nowMs - lagMs) {
                end = each.baseOffset();
                break;
            }
            segments.add(each);
            if (isDirty) {
                dirtyBytes += each.size();
                oldestDirty = Math.min(oldestDirty, each.ageTimestamp());
            } else {
                cleanBytes += each.size();
            }
        }
        if (segments.isEmpty() || dirtyBytes == 0 || end <= dirty) return null;
        boolean late = nowMs - oldestDirty > config.get(TopicKeys.MAX_COMPACTION_LAG_MS);
        double ratio = (double) dirtyBytes / (cleanBytes + dirtyBytes);
        if (!late && ratio <= config.get(TopicKeys.MIN_CLEANABLE_DIRTY_RATIO)) return null;
        end = Math.min(end, all.after(segments.getLast()).baseOffset());
        return new CompactionPlan(segments, dirty, end, config, aborted(all), producers(log));
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
        for (Segment each : segments) {
            boolean fits = !groups.isEmpty() && bytes + each.size() <= config.segmentBytes()
                    // The next segment begins above all offsets of this one.
                    && endOffset - groups.getLast().getFirst().baseOffset() <= Integer.MAX_VALUE;
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
