package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofBool;
import static io.odradek.engine.config.Key.ofDouble;
import static io.odradek.engine.config.Key.ofInt;
import static io.odradek.engine.config.Key.ofList;
import static io.odradek.engine.config.Key.ofLong;
import static io.odradek.engine.config.Key.ofString;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Broker keys about stored data; most are defaults of a topic key. */
public final class LogKeys {
    /** Here and not with the topic's keys, which are made from these: neither class may need the other to be made. */
    static final String[] COMPRESSIONS = {"uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"};

    public static final Key<String> LOG_DIR = ofString("log.dir", "/tmp/kafka-logs",
            "The data directory, when log.dirs is not set.");
    public static final Key<List<String>> LOG_DIRS = ofList("log.dirs", null,
            "The data directories; partitions are spread over them.");
    public static final Key<Integer> SEGMENT_BYTES = ofInt("log.segment.bytes", 1 << 30,
            "Size in bytes at which a new segment is begun.").atLeast(14).dynamic();
    public static final Key<Long> ROLL_MS = ofLong("log.roll.ms", null,
            "Age in milliseconds at which a new segment is begun; stronger than log.roll.hours.").dynamic();
    public static final Key<Integer> ROLL_HOURS = ofInt("log.roll.hours", 7 * 24,
            "Age in hours at which a new segment is begun.").atLeast(1);
    public static final Key<Long> ROLL_JITTER_MS = ofLong("log.roll.jitter.ms", null,
            "Up to so many milliseconds are taken off the roll age; stronger than log.roll.jitter.hours.").dynamic();
    public static final Key<Integer> ROLL_JITTER_HOURS = ofInt("log.roll.jitter.hours", 0,
            "Up to so many hours are taken off the roll age, so that segments do not all roll at once.").atLeast(0);
    public static final Key<Long> RETENTION_MS = ofLong("log.retention.ms", null,
            "Milliseconds to keep data, -1 for ever; stronger than log.retention.minutes.").dynamic();
    public static final Key<Integer> RETENTION_MINUTES = ofInt("log.retention.minutes", null,
            "Minutes to keep data; stronger than log.retention.hours.");
    public static final Key<Integer> RETENTION_HOURS = ofInt("log.retention.hours", 7 * 24, "Hours to keep data.");
    public static final Key<Long> RETENTION_BYTES = ofLong("log.retention.bytes", -1L,
            "Bytes of a partition to keep, -1 for no limit.").dynamic();
    public static final Key<Long> RETENTION_CHECK_INTERVAL_MS =
            ofLong("log.retention.check.interval.ms", TimeUnit.MINUTES.toMillis(5),
            "Milliseconds between two looks for segments to delete.").atLeast(1);
    public static final Key<List<String>> CLEANUP_POLICY = ofList("log.cleanup.policy", List.of("delete"),
            "What happens to old data: delete, compact, or both.").oneOf("compact", "delete").dynamic();
    public static final Key<Integer> INDEX_SIZE_MAX_BYTES = ofInt("log.index.size.max.bytes", 10 << 20,
            "Largest size in bytes of an offset index.").atLeast(4).dynamic();
    public static final Key<Integer> INDEX_INTERVAL_BYTES = ofInt("log.index.interval.bytes", 4096,
            "Bytes of records between two index entries.").atLeast(0).dynamic();
    public static final Key<Long> FLUSH_INTERVAL_MESSAGES = ofLong("log.flush.interval.messages", Long.MAX_VALUE,
            "Records after which a partition is flushed to disk.").atLeast(1).dynamic();
    public static final Key<Long> FLUSH_INTERVAL_MS = ofLong("log.flush.interval.ms", null,
            "Milliseconds after which a partition is flushed; unset: log.flush.scheduler.interval.ms.").dynamic();
    public static final Key<Long> FLUSH_SCHEDULER_INTERVAL_MS =
            ofLong("log.flush.scheduler.interval.ms", Long.MAX_VALUE,
            "Milliseconds between two looks for partitions to flush.");
    public static final Key<Integer> FLUSH_OFFSET_CHECKPOINT_INTERVAL_MS =
            ofInt("log.flush.offset.checkpoint.interval.ms", 60_000,
            "Milliseconds between two writes of the recovery points.").atLeast(0);
    public static final Key<Integer> FLUSH_START_OFFSET_CHECKPOINT_INTERVAL_MS = ofInt(
            "log.flush.start.offset.checkpoint.interval.ms", 60_000,
                    "Milliseconds between two writes of the log start offsets.").atLeast(0);
    public static final Key<Long> SEGMENT_DELETE_DELAY_MS = ofLong("log.segment.delete.delay.ms", 60_000L,
            "Milliseconds a file keeps its .deleted name before it goes.").atLeast(0).dynamic();
    public static final Key<Boolean> PREALLOCATE = ofBool("log.preallocate", false,
            "Reserve a segment's space when it is begun.").dynamic();
    public static final Key<Long> INITIAL_TASK_DELAY_MS = ofLong("log.initial.task.delay.ms", 30_000L,
            "Milliseconds from start to the first retention and flush looks.").atLeast(0);
    public static final Key<Integer> RECOVERY_THREADS = ofInt("num.recovery.threads.per.data.dir", 2,
            "Threads that open and recover the partitions of one data directory.").atLeast(1).dynamic();
    public static final Key<Integer> MESSAGE_MAX_BYTES = ofInt("message.max.bytes", (1 << 20) + 12,
            "Largest size in bytes of a record batch that is taken.").atLeast(0).dynamic();
    public static final Key<String> COMPRESSION_TYPE = ofString("compression.type", "producer",
            "Codec of stored batches; producer keeps what was sent.").oneOf(COMPRESSIONS).dynamic();
    public static final Key<Integer> COMPRESSION_GZIP_LEVEL = ofInt("compression.gzip.level", -1,
            "gzip level when compression.type is gzip.").between(-1, 9).dynamic();
    public static final Key<Integer> COMPRESSION_LZ4_LEVEL = ofInt("compression.lz4.level", 9,
            "lz4 level when compression.type is lz4.").between(1, 17).dynamic();
    public static final Key<Integer> COMPRESSION_ZSTD_LEVEL = ofInt("compression.zstd.level", 3,
            "zstd level when compression.type is zstd.").between(-131072, 22).dynamic();
    public static final Key<String> MESSAGE_TIMESTAMP_TYPE = ofString("log.message.timestamp.type", "CreateTime",
            "Whether the producer's or the broker's time is kept.").oneOf("CreateTime", "LogAppendTime").dynamic();
    public static final Key<Long> MESSAGE_TIMESTAMP_BEFORE_MAX_MS =
            ofLong("log.message.timestamp.before.max.ms", Long.MAX_VALUE,
            "How many milliseconds a record's time may lie behind the broker's.").atLeast(0).dynamic();
    public static final Key<Long> MESSAGE_TIMESTAMP_AFTER_MAX_MS =
            ofLong("log.message.timestamp.after.max.ms", TimeUnit.HOURS.toMillis(1),
            "How many milliseconds a record's time may lie ahead of the broker's.").atLeast(0).dynamic();
    public static final Key<Boolean> MESSAGE_DOWNCONVERSION_ENABLE = ofBool("log.message.downconversion.enable", true,
            "Kept for older tools; nothing is ever down-converted here.").dynamic();
    public static final Key<String> MESSAGE_FORMAT_VERSION = ofString("log.message.format.version", "3.0-IV1",
            "Kept for older tools; format 2 is always written.");
    public static final Key<Long> MESSAGE_TIMESTAMP_DIFFERENCE_MAX_MS =
            ofLong("log.message.timestamp.difference.max.ms", Long.MAX_VALUE,
            "Kept for older tools; before and after limits took its place.").atLeast(0).dynamic();
    public static final Key<Long> LOCAL_RETENTION_MS = ofLong("log.local.retention.ms", -2L,
            "Kept for tiered storage, which is not done.")
            .atLeast(-2).dynamic();
    public static final Key<Long> LOCAL_RETENTION_BYTES = ofLong("log.local.retention.bytes", -2L,
            "Kept for tiered storage, which is not done.").atLeast(-2).dynamic();
    public static final Key<Boolean> CLEANER_ENABLE = ofBool("log.cleaner.enable", true,
            "Run the compaction of partitions.");
    public static final Key<Integer> CLEANER_THREADS = ofInt("log.cleaner.threads", 1, "Threads that compact.")
            .atLeast(0).dynamic();
    public static final Key<Long> CLEANER_BACKOFF_MS = ofLong("log.cleaner.backoff.ms", 15_000L,
            "Milliseconds to rest when nothing is to be compacted.").atLeast(0).dynamic();
    public static final Key<Long> CLEANER_DEDUPE_BUFFER_SIZE = ofLong("log.cleaner.dedupe.buffer.size", 128L << 20,
            "Bytes of memory for the key map of all compacting threads together.").dynamic();
    public static final Key<Double> CLEANER_IO_BUFFER_LOAD_FACTOR = ofDouble("log.cleaner.io.buffer.load.factor", 0.9,
            "How full the key map may get before a pass ends.").dynamic();
    public static final Key<Integer> CLEANER_IO_BUFFER_SIZE = ofInt("log.cleaner.io.buffer.size", 512 << 10,
            "Bytes of I/O buffers of all compacting threads together.").atLeast(0).dynamic();
    public static final Key<Double> CLEANER_IO_MAX_BYTES_PER_SECOND =
            ofDouble("log.cleaner.io.max.bytes.per.second", Double.MAX_VALUE,
            "Bytes per second that compaction may read and write together.").dynamic();
    public static final Key<Double> CLEANER_MIN_CLEANABLE_RATIO = ofDouble("log.cleaner.min.cleanable.ratio", 0.5,
            "Share of not yet compacted bytes from which a partition is compacted.").between(0, 1).dynamic();
    public static final Key<Long> CLEANER_MIN_COMPACTION_LAG_MS = ofLong("log.cleaner.min.compaction.lag.ms", 0L,
            "Milliseconds during which a record is never compacted away.").atLeast(0).dynamic();
    public static final Key<Long> CLEANER_MAX_COMPACTION_LAG_MS =
            ofLong("log.cleaner.max.compaction.lag.ms", Long.MAX_VALUE,
            "Milliseconds after which a record must have been looked at by compaction.").atLeast(1).dynamic();
    public static final Key<Long> CLEANER_DELETE_RETENTION_MS =
            ofLong("log.cleaner.delete.retention.ms", TimeUnit.DAYS.toMillis(1),
            "Milliseconds a tombstone stays after compaction first saw it.").atLeast(0).dynamic();
    public static final Key<Integer> PRODUCER_ID_EXPIRATION_MS = ofInt("producer.id.expiration.ms", 86_400_000,
            "Milliseconds of silence after which a producer's sequence numbers are forgotten.").atLeast(1).dynamic();
    public static final Key<Integer> PRODUCER_ID_EXPIRATION_CHECK_INTERVAL_MS =
            ofInt("producer.id.expiration.check.interval.ms", 600_000,
            "Milliseconds between two looks for silent producers.").atLeast(1);

    static final List<Key<?>> ALL = List.of(LOG_DIR, LOG_DIRS, SEGMENT_BYTES, ROLL_MS, ROLL_HOURS, ROLL_JITTER_MS,
            ROLL_JITTER_HOURS,
            RETENTION_MS, RETENTION_MINUTES, RETENTION_HOURS, RETENTION_BYTES, RETENTION_CHECK_INTERVAL_MS,
                    CLEANUP_POLICY,
            INDEX_SIZE_MAX_BYTES, INDEX_INTERVAL_BYTES, FLUSH_INTERVAL_MESSAGES, FLUSH_INTERVAL_MS,
                    FLUSH_SCHEDULER_INTERVAL_MS,
            FLUSH_OFFSET_CHECKPOINT_INTERVAL_MS, FLUSH_START_OFFSET_CHECKPOINT_INTERVAL_MS, SEGMENT_DELETE_DELAY_MS,
                    PREALLOCATE,
            INITIAL_TASK_DELAY_MS, RECOVERY_THREADS, MESSAGE_MAX_BYTES, COMPRESSION_TYPE, COMPRESSION_GZIP_LEVEL,
            COMPRESSION_LZ4_LEVEL, COMPRESSION_ZSTD_LEVEL, MESSAGE_TIMESTAMP_TYPE, MESSAGE_TIMESTAMP_BEFORE_MAX_MS,
            MESSAGE_TIMESTAMP_AFTER_MAX_MS, MESSAGE_DOWNCONVERSION_ENABLE, MESSAGE_FORMAT_VERSION,
            MESSAGE_TIMESTAMP_DIFFERENCE_MAX_MS, LOCAL_RETENTION_MS, LOCAL_RETENTION_BYTES, CLEANER_ENABLE,
                    CLEANER_THREADS,
            CLEANER_BACKOFF_MS, CLEANER_DEDUPE_BUFFER_SIZE, CLEANER_IO_BUFFER_LOAD_FACTOR, CLEANER_IO_BUFFER_SIZE,
            CLEANER_IO_MAX_BYTES_PER_SECOND, CLEANER_MIN_CLEANABLE_RATIO, CLEANER_MIN_COMPACTION_LAG_MS,
            CLEANER_MAX_COMPACTION_LAG_MS, CLEANER_DELETE_RETENTION_MS, PRODUCER_ID_EXPIRATION_MS,
            PRODUCER_ID_EXPIRATION_CHECK_INTERVAL_MS);

    private LogKeys() {}
}
