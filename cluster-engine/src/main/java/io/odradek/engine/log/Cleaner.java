package io.odradek.engine.log;

import io.odradek.engine.config.LogKeys;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which logs are compacted when: at most log.cleaner.threads at once, those first whose max.compaction.lag.ms is over,
 * then the one with the largest share of dirty bytes, as Kafka chooses. Any thread.
 */
final class Cleaner {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

    private record Need(PartitionLog log, double dirt) {}

    private final LogDirectories all;
    private final Deque<PartitionLog> chosen = new ArrayDeque<>();
    private boolean looking;
    private int running;
    private int slot;

    Cleaner(LogDirectories all) {
        this.all = all;
    }

    /** Looks at all logs, each on its own lane, and begins with those that need it most. */
    void round() {
        List<PartitionLog> logs = all.logs().stream().filter(l -> l.config().compact() && !l.compaction().running)
                .toList();
        synchronized (this) {
            if (looking || logs.isEmpty()) return;
            looking = true;
        }
        Queue<Need> needs = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(logs.size());
        for (PartitionLog log : logs) {
            try {
                all.owner(log).run(() -> {
                    look(log, needs);
                    if (left.decrementAndGet() == 0) looked(needs);
                });
            } catch (RejectedExecutionException e) {
                // The lane is full or has stopped: the next round comes.
                if (left.decrementAndGet() == 0) looked(needs);
            }
        }
    }

    private void look(PartitionLog log, Queue<Need> needs) {
        try {
            double dirt = log.closed() ? 0 : CompactionPlan.dirt(log, all.world().clock().wallMs());
            if (dirt > 0) needs.add(new Need(log, dirt));
        } catch (LogFailure e) {
            LOG.warn("looking whether {} is to be compacted: {}", log.name(), e.getMessage());
        }
    }

    private void looked(Queue<Need> needs) {
        synchronized (this) {
            looking = false;
            chosen.clear();
            needs.stream().sorted(Comparator.comparingDouble(Need::dirt).reversed()).forEach(n -> chosen.add(n.log()));
        }
        next();
    }

    private void next() {
        while (true) {
            PartitionLog log;
            int on;
            synchronized (this) {
                if (running >= all.config().get(LogKeys.CLEANER_THREADS)) return;
                log = chosen.poll();
                if (log == null) return;
                running++;
                on = slot++;
            }
            long before = log.compaction().cleanedUpTo;
            new Compaction(log, all, all.world().lanes().disk(Cleaner.class.hashCode() + on),
                    () -> ended(log, before)).start();
        }
    }

    private void ended(PartitionLog log, long before) {
        boolean idle;
        synchronized (this) {
            running--;
            idle = chosen.isEmpty() && running == 0;
        }
        next();
        // One that got on may not be done: its keys did not fit into the map. Others may have become dirty meanwhile.
        if (idle && log.compaction().cleanedUpTo > before) round();
    }
}
