package io.odradek.engine.log;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.LogKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.record.MalformedRecords;
import io.odradek.engine.record.RecordCursor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass of compaction over a log. Planned and swapped in on the log's lane; segments are read and written on a disk
 * lane. A
 * cleaned segment gets the ending {@code .cleaned} while it is written and {@code .swap} when it is whole and durable;
 * only then do
 * those it replaces go, so that a crash at any point leaves the old or the new ones.
 */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final long SECOND_MS = 1000;

    private final PartitionLog log;
    private final Surroundings world;
    private final BrokerConfig broker;
    private final Lane owner;
    private final Lane disk;
    private CompactionPlan plan;
    private OffsetMap map;
    private BatchFilter filter;
    private Queue<List<Segment>> groups;

    Compaction(PartitionLog log, LogDirectories all) {
        this.log = log;
        this.world = all.world();
        this.broker = all.config();
        this.owner = all.owner(log);
        this.disk = world.lanes().disk(log.directory().getParent().hashCode());
    }

    /**
     * Begins on the log's lane where there is enough to do; {@link CompactionState#running} is true until it is over.
     */
    void start() {
        long nowMs = world.clock().wallMs();
        try {
            plan = CompactionPlan.of(log, log.compaction().cleanedUpTo, nowMs);
        } catch (IOException e) {
            throw log.failed("planning the compaction of " + log.name(), e);
        }
        if (plan == null) return;
        log.compaction().running = true;
        hand(disk, this::begin);
    }

    private void hand(Lane lane, Runnable step) {
        try {
            lane.run(() -> {
                try {
                    step.run();
                } catch (LogFailure | MalformedRecords | CorruptIndex e) {
                    LOG.warn("compaction of {} given up: {}", log.name(), e.getMessage());
                    log.compaction().running = false;
                    world.meters().counter(Meter.LOG_CLEANER_FAILURES).increment();
                }
            });
        } catch (RejectedExecutionException e) {
            log.compaction().running = false;
        }
    }

    private void begin() {
        try {
            long threads = Math.max(1, broker.get(LogKeys.CLEANER_THREADS));
            map = new OffsetMap(broker.get(LogKeys.CLEANER_DEDUPE_BUFFER_SIZE) / threads,
                    broker.get(LogKeys.CLEANER_IO_BUFFER_LOAD_FACTOR), plan.endOffset() - plan.dirtyOffset());
            fill();
        } catch (IOException e) {
            throw log.failed("compacting " + log.name(), e);
        }
        filter = new BatchFilter(plan, map, new CleanedTransactions(plan.aborted()), world.clock().wallMs());
        groups = new ArrayDeque<>(plan.groups());
        groups.removeIf(g -> g.getFirst().baseOffset() > map.latestOffset());
        next();
    }

    /** Notes the last offset of each key from the dirty offset on; ends early when the map is full. */
    private void fill() throws IOException {
        CleanedTransactions transactions = new CleanedTransactions(plan.aborted());
        try (RecordCursor cursor = new RecordCursor()) {
            for (Segment each : plan.segments()) {
                SegmentScan scan = each.scan(0);
                while (scan.next()) {
                    BatchView batch = scan.header();
                    if (batch.lastOffset() < plan.dirtyOffset() && !batch.transactional()) continue;
                    if (!takeIn(scan.whole(), cursor, transactions)) return;
                }
            }
        }
        map.latestOffset(plan.endOffset() - 1);
    }

    private boolean takeIn(BatchView batch, RecordCursor cursor, CleanedTransactions transactions) throws IOException {
        cursor.open(batch);
        if (batch.control()) {
            EndMarker marker = cursor.next() ? EndMarker.of(cursor) : null;
            if (marker != null) transactions.isEmpty(batch, marker.commit(), null);
        } else if (!transactions.isAborted(batch)) {
            while (cursor.next()) {
                boolean counts = cursor.hasKey() && cursor.offset() >= plan.dirtyOffset();
                if (counts && !map.put(cursor.key(), cursor.offset())) return false;
            }
        }
        map.latestOffset(batch.lastOffset());
        return true;
    }

    /** Cleans one group, and goes on with the next one when that is swapped in and the throttle allows it. */
    private void next() {
        List<Segment> group = groups.poll();
        if (group == null) {
            long upTo = Math.min(map.latestOffset() + 1, plan.endOffset());
            hand(owner, () -> {
                log.compaction().cleanedUpTo = upTo;
                world.meters().counter(Meter.LOG_CLEANINGS).increment();
                world.meters().counter(Meter.LOG_CLEANED_IN).add(filter.readBytes());
                world.meters().counter(Meter.LOG_CLEANED_OUT).add(filter.bytes() - filter.readBytes());
                log.compaction().running = false;
            });
            return;
        }
        long before = filter.bytes();
        try {
            Segment cleaned = Segment.create(world.disk(), log.directory(), group.getFirst().baseOffset(),
                    FileName.CLEANED,
                    world.clock().wallMs());
            for (Segment each : group) filter.clean(each, cleaned);
            cleaned.seal();
            cleaned.force();
            hand(owner, () -> swap(group, cleaned, filter.bytes() - before));
        } catch (IOException e) {
            throw log.failed("compacting " + log.name(), e);
        }
    }

    private void swap(List<Segment> group, Segment cleaned, long bytes) {
        try {
            if (!log.segments().replace(group, cleaned)) {
                // Truncated or deleted in the meantime: what was cleaned is no longer the log's.
                cleaned.delete();
                log.compaction().running = false;
                return;
            }
        } catch (IOException e) {
            throw log.failed("compacting " + log.name(), e);
        }
        double perSecond = broker.get(LogKeys.CLEANER_IO_MAX_BYTES_PER_SECOND);
        long pauseMs = (long) Math.min(bytes / perSecond * SECOND_MS, Integer.MAX_VALUE);
        if (pauseMs == 0) hand(disk, this::next);
        else world.timers().after(pauseMs, disk, () -> hand(disk, this::next));
    }
}
