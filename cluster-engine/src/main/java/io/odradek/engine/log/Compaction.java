package io.odradek.engine.log;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.LogKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.record.BatchView;
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
 * lane, a stretch at a time, so that others get their turn there and log.cleaner.io.max.bytes.per.second is kept. A
 * cleaned segment gets the ending {@code .cleaned} while it is written and {@code .swap} when it is whole and durable;
 * only then do those it replaces go, so that a crash at any point leaves the old or the new ones.
 */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final long SECOND_MS = 1000;
    /** Of one stretch: a few milliseconds of work. */
    private static final long MOST_STRETCH_BYTES = 1 << 20;
    /** Stretches a second where the throttle is tight, so that the pauses stay short. */
    private static final int STRETCHES_A_SECOND = 10;

    private final PartitionLog log;
    private final LogDirectories all;
    private final Surroundings world;
    private final Lane owner;
    private final Lane disk;
    private final Runnable ended;
    private CompactionPlan plan;
    private OffsetMap map;
    private BatchFilter filter;
    private CleanedTransactions transactions;
    /** What is to be read next: first for the key map, then for each group. */
    private Queue<Segment> sources;
    private SegmentScan scan;
    private Queue<List<Segment>> groups;
    private List<Segment> group;
    private Segment cleaned;
    private boolean isOver;

    /**
     * @param disk  where it reads and writes
     * @param ended run once when the pass is over, whatever came of it
     */
    Compaction(PartitionLog log, LogDirectories all, Lane disk, Runnable ended) {
        this.log = log;
        this.all = all;
        this.world = all.world();
        this.owner = all.owner(log);
        this.disk = disk;
        this.ended = ended;
    }

    /** Any lane. {@link CompactionState#running} is true until it is over. */
    void start() {
        log.compaction().running = true;
        hand(owner, () -> {
            try {
                plan = CompactionPlan.of(log, world.clock().wallMs());
            } catch (IOException e) {
                throw log.failed("planning the compaction of " + log.name(), e);
            }
            log.compaction().planned();
            if (plan == null) over();
            else hand(disk, this::begin);
        });
    }

    private void over() {
        if (isOver) return;
        isOver = true;
        discard();
        log.compaction().running = false;
        ended.run();
    }

    /** Lets go of what was written and is not to be swapped in. */
    private void discard() {
        if (cleaned == null) return;
        try {
            if (log.closed()) cleaned.close();
            else cleaned.delete();
        } catch (IOException e) {
            // The next pass writes over it, and the next start deletes it.
            LOG.warn("cannot delete {}: {}", cleaned, e.getMessage());
        }
        cleaned = null;
    }

    /** Always behind what waits there: others on the lane get their turn between two steps. */
    private void hand(Lane lane, Runnable step) {
        try {
            lane.execute(() -> {
                try {
                    if (log.closed()) over();
                    else step.run();
                } catch (RuntimeException e) {
                    // Whatever it is: a pass that never ends would keep its log and its thread from being compacted.
                    givenUp(e);
                }
            });
        } catch (RejectedExecutionException e) {
            over();
        }
    }

    private void givenUp(RuntimeException why) {
        if (!log.closed()) {
            boolean expected = why instanceof LogFailure || why instanceof MalformedRecords
                    || why instanceof CorruptIndex;
            LOG.warn("compaction of {} given up: {}", log.name(), why.getMessage(), expected ? null : why);
            world.meters().counter(Meter.LOG_CLEANER_FAILURES).increment();
        }
        over();
    }

    /** Another stretch, after the time that the bytes of the last one are worth. */
    private void pause(long bytes, Runnable step) {
        double perSecond = all.config().get(LogKeys.CLEANER_IO_MAX_BYTES_PER_SECOND);
        long pauseMs = (long) Math.min(bytes / perSecond * SECOND_MS, Integer.MAX_VALUE);
        if (pauseMs == 0) hand(disk, step);
        else world.timers().after(pauseMs, disk, () -> hand(disk, step));
    }

    private long stretch() {
        double perSecond = all.config().get(LogKeys.CLEANER_IO_MAX_BYTES_PER_SECOND);
        return (long) Math.max(1, Math.min(MOST_STRETCH_BYTES, perSecond / STRETCHES_A_SECOND));
    }

    private void begin() {
        BrokerConfig broker = all.config();
        long threads = Math.max(1, broker.get(LogKeys.CLEANER_THREADS));
        map = new OffsetMap(broker.get(LogKeys.CLEANER_DEDUPE_BUFFER_SIZE) / threads,
                broker.get(LogKeys.CLEANER_IO_BUFFER_LOAD_FACTOR), plan.endOffset() - plan.dirtyOffset());
        transactions = new CleanedTransactions(plan.aborted());
        sources = new ArrayDeque<>(plan.segments());
        fill();
    }

    /** Notes the last offset of each key from the dirty offset on; ends early when the map is full. */
    private void fill() {
        long left = stretch();
        try (RecordCursor cursor = new RecordCursor()) {
            while (left > 0) {
                if (!next()) {
                    map.latestOffset(plan.endOffset() - 1);
                    filled();
                    return;
                }
                BatchView batch = scan.header();
                left -= batch.size();
                if (batch.lastOffset() < plan.dirtyOffset() && !batch.transactional()) continue;
                if (!map.takeIn(scan.whole(), cursor, plan.dirtyOffset(), transactions)) {
                    filled();
                    return;
                }
            }
        } catch (IOException e) {
            throw log.failed("compacting " + log.name(), e);
        }
        pause(stretch() - left, this::fill);
    }

    /** Goes to the next batch of the sources. */
    private boolean next() throws IOException {
        while (scan == null || !scan.next()) {
            Segment source = sources.poll();
            if (source == null) {
                scan = null;
                return false;
            }
            scan = source.scan(0);
        }
        return true;
    }

    private void filled() {
        scan = null;
        filter = new BatchFilter(plan, map, new CleanedTransactions(plan.aborted()), world.clock().wallMs());
        groups = new ArrayDeque<>(plan.groups());
        groups.removeIf(g -> g.getFirst().baseOffset() > map.latestOffset());
        nextGroup();
    }

    private void nextGroup() {
        group = groups.poll();
        if (group == null) {
            hand(owner, this::done);
            return;
        }
        try {
            cleaned = Segment.create(world.disk(), log.directory(), group.getFirst().baseOffset(), FileName.CLEANED,
                    world.clock().wallMs());
        } catch (IOException e) {
            throw log.failed("compacting " + log.name(), e);
        }
        sources = new ArrayDeque<>(group);
        clean();
    }

    /** Writes what stays of the group, and swaps it in at the end. */
    private void clean() {
        long before = filter.bytes();
        try {
            while (filter.bytes() - before < stretch()) {
                if (!next()) {
                    cleaned.seal();
                    cleaned.force();
                    hand(owner, this::swap);
                    return;
                }
                filter.clean(scan.whole(), cleaned);
            }
        } catch (IOException e) {
            throw log.failed("compacting " + log.name(), e);
        }
        pause(filter.bytes() - before, this::clean);
    }

    private void swap() {
        Segment whole = cleaned;
        // Where the swap fails half-way this is all that is left of the sources.
        cleaned = null;
        try {
            if (log.compaction().isWholeBelow(plan.endOffset()) && log.segments().replace(group, whole)) {
                hand(disk, this::nextGroup);
                return;
            }
        } catch (IOException e) {
            throw log.lost("compacting " + log.name(), e);
        }
        // Cut or deleted in the meantime: what was cleaned is no longer the log's.
        cleaned = whole;
        over();
    }

    private void done() {
        if (log.compaction().isWholeBelow(plan.endOffset())) {
            log.compaction().cleanedUpTo = Math.min(map.latestOffset() + 1, plan.endOffset());
        }
        world.meters().counter(Meter.LOG_CLEANINGS).increment();
        world.meters().counter(Meter.LOG_CLEANED_IN).add(filter.readBytes());
        world.meters().counter(Meter.LOG_CLEANED_OUT).add(filter.bytes() - filter.readBytes());
        over();
    }
}
