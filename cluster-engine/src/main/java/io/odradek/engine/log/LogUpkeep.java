package io.odradek.engine.log;

import io.odradek.engine.config.Key;
import io.odradek.engine.config.LogKeys;
import io.odradek.engine.env.Lane;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
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
        every(LogKeys.RETENTION_CHECK_INTERVAL_MS, () -> onOwners(PartitionLog::retain));
        every(LogKeys.CLEANER_BACKOFF_MS, this::compact);
        every(LogKeys.FLUSH_SCHEDULER_INTERVAL_MS, () -> onOwners(PartitionLog::flushWhenDue));
        every(LogKeys.FLUSH_OFFSET_CHECKPOINT_INTERVAL_MS, logs::checkpointRecoveryPoints);
        every(LogKeys.FLUSH_START_OFFSET_CHECKPOINT_INTERVAL_MS, logs::checkpointStartOffsets);
        Key<Integer> expiry = LogKeys.PRODUCER_ID_EXPIRATION_CHECK_INTERVAL_MS;
        every(expiry, logs.config().get(expiry), () -> onOwners(PartitionLog::forgetSilentProducers));
    }

    private void compact() {
        if (logs.config().get(LogKeys.CLEANER_ENABLE)) logs.compact();
    }

    private void every(Key<? extends Number> period, Runnable task) {
        every(period, logs.config().get(LogKeys.INITIAL_TASK_DELAY_MS), task);
    }

    private void every(Key<? extends Number> period, long firstMs, Runnable task) {
        if (logs.config().get(period).longValue() == Long.MAX_VALUE) return;
        logs.world().timers().after(firstMs, disk, new Runnable() {
            @Override
            public void run() {
                if (closed) return;
                try {
                    task.run();
                } finally {
                    // Asked again each time: some of them may be changed while the broker runs.
                    long periodMs = logs.config().get(period).longValue();
                    logs.world().timers().after(Math.max(1, periodMs), disk, this);
                }
            }
        });
    }

    private void onOwners(Consumer<PartitionLog> task) {
        for (PartitionLog log : logs.logs()) onOwner(log, task);
    }

    private void onOwner(PartitionLog log, Consumer<PartitionLog> task) {
        try {
            logs.owner(log).run(() -> {
                try {
                    task.accept(log);
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
