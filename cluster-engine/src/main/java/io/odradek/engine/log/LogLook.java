package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.record.MalformedRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * A look into what a log keeps on its disk. It changes nothing there and takes no directory offline: segments are
 * listed on the log's lane, one a turn, so that others get theirs; bytes are read on a disk lane, below what was
 * written when it was asked. Any thread may ask; answers that fail do so with {@link LogFailure}.
 */
public final class LogLook {
    /** Segments told at once: a few headers each. */
    public static final int MOST_SEGMENTS = 200;
    /** Batches told at once. */
    public static final int MOST_BATCHES = 500;
    /** Read for the checksums of one answer, unless the first batch alone is larger: some ten milliseconds. */
    private static final long MOST_BATCH_BYTES = 8 << 20;

    private final PartitionLog log;
    private final LogDirectories all;
    private final Lane owner;
    private final Lane disk;

    LogLook(PartitionLog log, LogDirectories all) {
        this.log = log;
        this.all = all;
        this.owner = all.owner(log);
        this.disk = all.world().lanes().disk(log.name().hashCode());
    }

    /**
     * The log, and some of its segments.
     *
     * @param cleanedUpTo below this offset every key's older records are gone
     */
    public record Listing(Path directory, long logStartOffset, long lastStableOffset, long highWatermark,
            long logEndOffset, long recoveryPoint, long bytes, int segmentCount, long cleanedUpTo, Policy policy,
            List<SegmentLook> segments) {}

    /** What its topic says of clean-up; -1 for no bound. */
    public record Policy(boolean delete, boolean compact, long retentionMs, long retentionBytes, long segmentBytes,
            long segmentMs) {
        static Policy of(TopicConfig config) {
            return new Policy(config.delete(), config.compact(), config.get(TopicKeys.RETENTION_MS),
                    config.get(TopicKeys.RETENTION_BYTES), config.segmentBytes(), config.get(TopicKeys.SEGMENT_MS));
        }
    }

    /**
     * Batches of one segment.
     *
     * @param nextOffset where to go on, -1 at the segment's end
     */
    public record Batches(List<BatchLook> batches, long nextOffset) {}

    /** Segments from the one that holds the offset on. */
    public CompletableFuture<Listing> segments(long from, int limit) {
        CompletableFuture<Listing> answer = new CompletableFuture<>();
        hand(owner, answer, () -> {
            List<Segment> page = new ArrayList<>();
            Segments segments = log.segments();
            Segment next = segments.floor(Math.max(from, segments.first().baseOffset()));
            long newer = 0;
            for (Segment s = next; s != null; s = segments.after(s)) {
                newer += s.size();
                if (page.size() < Math.min(limit, MOST_SEGMENTS)) page.add(s);
            }
            list(page, 0, newer, new ArrayList<>(), answer);
        });
        return answer;
    }

    private void list(List<Segment> page, int at, long newerBytes, List<SegmentLook> looks,
            CompletableFuture<Listing> answer) throws IOException {
        if (at == page.size()) {
            answer.complete(new Listing(log.directory(), log.logStartOffset(), log.lastStableOffset(),
                    log.highWatermark(), log.logEndOffset(), log.recoveryPoint(), log.sizeBytes(), log.segmentCount(),
                    log.compaction().cleanedUpTo, Policy.of(log.config()), looks));
            return;
        }
        Segment segment = page.get(at);
        long newer = newerBytes - segment.size();
        // One that went meanwhile is left out: its files must not be opened, which would make them again.
        if (log.segments().has(segment)) looks.add(SegmentLook.of(log, segment, newer));
        hand(owner, answer, () -> list(page, at + 1, newer, looks, answer));
    }

    /** Batches of the segment with this base offset, from the one that holds {@code from} on. */
    public CompletableFuture<Batches> batches(long baseOffset, long from, int limit) {
        CompletableFuture<Batches> answer = new CompletableFuture<>();
        hand(owner, answer, () -> {
            Segment segment = log.segments().at(baseOffset);
            if (segment == null) throw new LogFailure(log.name() + " has no segment " + baseOffset + " (any more)");
            Segment.Located first = from <= baseOffset ? new Segment.Located(0, 0) : segment.locate(from);
            if (first == null) {
                answer.complete(new Batches(List.of(), -1));
                return;
            }
            SegmentScan scan = segment.scan(first.position());
            hand(disk, answer, () -> answer.complete(read(scan, Math.min(limit, MOST_BATCHES))));
        });
        return answer;
    }

    private static Batches read(SegmentScan scan, int limit) throws IOException {
        List<BatchLook> batches = new ArrayList<>();
        long bytes = 0;
        while (scan.next()) {
            bytes += scan.header().size();
            boolean full = batches.size() == limit || bytes > MOST_BATCH_BYTES && !batches.isEmpty();
            if (full) return new Batches(batches, scan.header().baseOffset());
            batches.add(BatchLook.of(scan.whole(), scan.position()));
        }
        return new Batches(batches, -1);
    }

    /** What a pass of compaction would keep, whether or not one is due. Nothing where the topic is not compacted. */
    public CompletableFuture<CompactionLook> compaction() {
        CompletableFuture<CompactionLook> answer = new CompletableFuture<>();
        hand(owner, answer, () -> {
            long nowMs = all.world().clock().wallMs();
            CompactionPlan plan = log.config().compact() ? CompactionPlan.ofAnyDirt(log, nowMs) : null;
            if (plan == null) {
                answer.complete(CompactionLook.nothing(log));
                return;
            }
            boolean due = CompactionPlan.of(log, nowMs) != null;
            CompactionRehearsal rehearsal = new CompactionRehearsal(plan, nowMs);
            hand(disk, answer, () -> go(rehearsal, due, answer));
        });
        return answer;
    }

    /** A stretch at a time: others on the disk lane get their turn between two. */
    private void go(CompactionRehearsal rehearsal, boolean due, CompletableFuture<CompactionLook> answer)
            throws IOException {
        if (rehearsal.step()) hand(disk, answer, () -> go(rehearsal, due, answer));
        else answer.complete(rehearsal.result(due));
    }

    /** Work that may fail. */
    private interface Step {
        void run() throws IOException;
    }

    private void hand(Lane lane, CompletableFuture<?> answer, Step step) {
        try {
            lane.execute(() -> {
                try {
                    if (log.closed()) throw new LogFailure("the log of " + log.name() + " is closed");
                    step.run();
                } catch (IOException | MalformedRecords | CorruptIndex e) {
                    answer.completeExceptionally(new LogFailure("looking into " + log.name() + ": " + e.getMessage(),
                            e));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new LogFailure("looking into " + log.name() + ": the broker is busy or stops",
                    e));
        }
    }
}
