package io.odradek.engine.log;

import io.odradek.engine.config.LogKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for all logs from time to time: retention, flush.ms, checkpoints. Each log's part runs on its own lane.
 */
final class LogUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogUpkeep.class);

    private final LogDirectories logs;
    private final Lane disk;
    private volatile boolean closed;

    LogUpkeep(LogDirectories logs) {
        this.logs = logs;
        this.disk = logs.world().lanes().disk(0);
    }

    void start() {
        long delayMs = logs.config().get(LogKeys.INITIAL_TASK_DELAY_MS);
        every(delayMs, logs.config().get(LogKeys.RETENTION_CHECK_INTERVAL_MS), this::retain);
        every(delayMs, logs.config().get(LogKeys.CLEANER_BACKOFF_MS), this::compactLater);
        every(delayMs, logs.config().get(LogKeys.FLUSH_SCHEDULER_INTERVAL_MS), this::flush);
        every(delayMs, logs.config().get(LogKeys.FLUSH_OFFSET_CHECKPOINT_INTERVAL_MS), logs::checkpointRecoveryPoints);
        every(delayMs, logs.config().get(LogKeys.FLUSH_START_OFFSET_CHECKPOINT_INTERVAL_MS),
                logs::checkpointStartOffsets);
    }

    private void compactLater() {
        if (logs.config().get(LogKeys.CLEANER_ENABLE)) logs.compact();
    }

    private void every(long delayMs, long periodMs, Runnable task) {
        if (periodMs == Long.MAX_VALUE) return;
        logs.world().timers().after(delayMs, disk, new Runnable() {
            @Override
            public void run() {
                if (closed) return;
                try {
                    task.run();
                } finally {
                    Timers timers = logs.world().timers();
                    timers.after(Math.max(1, periodMs), disk, this);
                }
            }
        });
    }

    private void retain() {
        for (PartitionLog log : logs.logs()) onOwner(log, log::retain);
    }

    private void flush() {
        for (PartitionLog log : logs.logs()) onOwner(log, log::flushWhenDue);
    }

    void onOwner(PartitionLog log, Runnable task) {
        try {
            logs.owner(log).run(() -> {
                try {
                    task.run();
                } catch (LogFailure e) {
                    LOG.warn("upkeep of {}: {}", log.name(), e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            // The lane is full or has stopped: the next round comes.
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
