package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofBool;
import static io.odradek.engine.config.Key.ofDouble;
import static io.odradek.engine.config.Key.ofInt;
import static io.odradek.engine.config.Key.ofList;
import static io.odradek.engine.config.Key.ofLong;
import static io.odradek.engine.config.Key.ofString;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The keys of a topic, each with the broker keys that give its default. Ranges are the laxer of Kafka 3.9's and 4.3's.
 */
public final class TopicKeys {
    /** A broker key that sets a topic key's default, and how its value is turned into the topic key's unit. */
    record Default(Key<?> key, UnaryOperator<String> convert) {}

    /** A topic key with its broker keys, strongest first. */
    record Declared(Key<?> key, List<Default> defaults) {}

    private static final List<Declared> DECLARED = new ArrayList<>();

    public static final Key<List<String>> CLEANUP_POLICY = add(LogKeys.CLEANUP_POLICY,
            ofList("cleanup.policy", List.of("delete"),
            "What happens to old data: delete, compact, or both.").oneOf("compact", "delete"));
    public static final Key<Integer> COMPRESSION_GZIP_LEVEL = add(LogKeys.COMPRESSION_GZIP_LEVEL,
            ofInt("compression.gzip.level", -1, "gzip level when compression.type is gzip.").between(-1, 9));
    public static final Key<Integer> COMPRESSION_LZ4_LEVEL = add(LogKeys.COMPRESSION_LZ4_LEVEL,
            ofInt("compression.lz4.level", 9, "lz4 level when compression.type is lz4.").between(1, 17));
    public static final Key<Integer> COMPRESSION_ZSTD_LEVEL = add(LogKeys.COMPRESSION_ZSTD_LEVEL,
            ofInt("compression.zstd.level", 3, "zstd level when compression.type is zstd.").between(-131072, 22));
    public static final Key<String> COMPRESSION_TYPE = add(LogKeys.COMPRESSION_TYPE,
            ofString("compression.type", "producer",
            "Codec of stored batches; producer keeps what was sent.").oneOf(LogKeys.COMPRESSIONS));
    public static final Key<Long> DELETE_RETENTION_MS = add(LogKeys.CLEANER_DELETE_RETENTION_MS,
            ofLong("delete.retention.ms",
            TimeUnit.DAYS.toMillis(1), "Milliseconds a tombstone stays after compaction first saw it.").atLeast(0));
    public static final Key<Long> FILE_DELETE_DELAY_MS = add(LogKeys.SEGMENT_DELETE_DELAY_MS,
            ofLong("file.delete.delay.ms", 60_000L,
            "Milliseconds a file keeps its .deleted name before it goes.").atLeast(0));
    public static final Key<Long> FLUSH_MESSAGES = add(LogKeys.FLUSH_INTERVAL_MESSAGES,
            ofLong("flush.messages", Long.MAX_VALUE,
            "Records after which the partition is flushed to disk.").atLeast(1));
    public static final Key<Long> FLUSH_MS = declare(ofLong("flush.ms", Long.MAX_VALUE,
                    "Milliseconds after which the partition is flushed to disk.").atLeast(0),
            same(LogKeys.FLUSH_INTERVAL_MS), same(LogKeys.FLUSH_SCHEDULER_INTERVAL_MS));
    public static final Key<List<String>> FOLLOWER_THROTTLED =
            declare(ofList("follower.replication.throttled.replicas", List.of(),
            "Replicas (partition:broker, or *) whose following is throttled."));
    public static final Key<Integer> INDEX_INTERVAL_BYTES = add(LogKeys.INDEX_INTERVAL_BYTES,
            ofInt("index.interval.bytes", 4096, "Bytes of records between two index entries.").atLeast(0));
    public static final Key<Integer> INTERNAL_SEGMENT_BYTES = declare(ofInt("internal.segment.bytes", null,
            "Segment size for tests; stronger than segment.bytes."));
    public static final Key<List<String>> LEADER_THROTTLED =
            declare(ofList("leader.replication.throttled.replicas", List.of(),
            "Replicas (partition:broker, or *) whose serving of followers is throttled."));
    public static final Key<Long> LOCAL_RETENTION_BYTES = add(LogKeys.LOCAL_RETENTION_BYTES,
            ofLong("local.retention.bytes", -2L, "Kept for tiered storage, which is not done.").atLeast(-2));
    public static final Key<Long> LOCAL_RETENTION_MS = add(LogKeys.LOCAL_RETENTION_MS,
            ofLong("local.retention.ms", -2L, "Kept for tiered storage, which is not done.").atLeast(-2));
    public static final Key<Long> MAX_COMPACTION_LAG_MS = add(LogKeys.CLEANER_MAX_COMPACTION_LAG_MS,
            ofLong("max.compaction.lag.ms",
            Long.MAX_VALUE, "Milliseconds after which a record must have been looked at by compaction.").atLeast(1));
    public static final Key<Integer> MAX_MESSAGE_BYTES = add(LogKeys.MESSAGE_MAX_BYTES,
            ofInt("max.message.bytes", (1 << 20) + 12,
            "Largest size in bytes of a record batch that is taken.").atLeast(0));
    public static final Key<Boolean> MESSAGE_DOWNCONVERSION_ENABLE = add(LogKeys.MESSAGE_DOWNCONVERSION_ENABLE,
            ofBool("message.downconversion.enable", true,
                    "Kept for older tools; nothing is ever down-converted here."));
    public static final Key<String> MESSAGE_FORMAT_VERSION = add(LogKeys.MESSAGE_FORMAT_VERSION,
            ofString("message.format.version", "3.0-IV1", "Kept for older tools; format 2 is always written."));
    public static final Key<Long> MESSAGE_TIMESTAMP_AFTER_MAX_MS = add(LogKeys.MESSAGE_TIMESTAMP_AFTER_MAX_MS,
            ofLong("message.timestamp.after.max.ms", TimeUnit.HOURS.toMillis(1),
                    "How many milliseconds a record's time may lie ahead of the broker's.").atLeast(0));
    public static final Key<Long> MESSAGE_TIMESTAMP_BEFORE_MAX_MS = add(LogKeys.MESSAGE_TIMESTAMP_BEFORE_MAX_MS,
            ofLong("message.timestamp.before.max.ms", Long.MAX_VALUE,
                    "How many milliseconds a record's time may lie behind the broker's.").atLeast(0));
    public static final Key<Long> MESSAGE_TIMESTAMP_DIFFERENCE_MAX_MS = add(LogKeys.MESSAGE_TIMESTAMP_DIFFERENCE_MAX_MS,
            ofLong("message.timestamp.difference.max.ms", Long.MAX_VALUE,
                    "Kept for older tools; before and after limits took its place.").atLeast(0));
    public static final Key<String> MESSAGE_TIMESTAMP_TYPE =
            add(LogKeys.MESSAGE_TIMESTAMP_TYPE, ofString("message.timestamp.type",
            "CreateTime", "Whether the producer's or the broker's time is kept.").oneOf("CreateTime", "LogAppendTime"));
    public static final Key<Double> MIN_CLEANABLE_DIRTY_RATIO = add(LogKeys.CLEANER_MIN_CLEANABLE_RATIO, ofDouble(
            "min.cleanable.dirty.ratio", 0.5,
                    "Share of not yet compacted bytes from which the partition is compacted.").between(0, 1));
    public static final Key<Long> MIN_COMPACTION_LAG_MS = add(LogKeys.CLEANER_MIN_COMPACTION_LAG_MS,
            ofLong("min.compaction.lag.ms", 0L, "Milliseconds during which a record is never compacted away.")
                    .atLeast(0));
    public static final Key<Integer> MIN_INSYNC_REPLICAS = add(ReplicaKeys.MIN_INSYNC_REPLICAS,
            ofInt("min.insync.replicas", 1,
            "In-sync replicas that must be there for a write with acks=all.").atLeast(1));
    public static final Key<Boolean> PREALLOCATE = add(LogKeys.PREALLOCATE,
            ofBool("preallocate", false, "Reserve a segment's space when it is begun."));
    public static final Key<Boolean> REMOTE_LOG_COPY_DISABLE = declare(ofBool("remote.log.copy.disable", false,
            "Kept for tiered storage, which is not done."));
    public static final Key<Boolean> REMOTE_LOG_DELETE_ON_DISABLE =
            declare(ofBool("remote.log.delete.on.disable", false,
            "Kept for tiered storage, which is not done."));
    public static final Key<Boolean> REMOTE_STORAGE_ENABLE = declare(ofBool("remote.storage.enable", false,
            "Kept for tiered storage, which is not done."));
    public static final Key<Long> RETENTION_BYTES = add(LogKeys.RETENTION_BYTES,
            ofLong("retention.bytes", -1L, "Bytes of a partition to keep, -1 for no limit."));
    public static final Key<Long> RETENTION_MS = declare(ofLong("retention.ms", TimeUnit.DAYS.toMillis(7),
                    "Milliseconds to keep data, -1 for ever.").atLeast(-1),
            same(LogKeys.RETENTION_MS), times(LogKeys.RETENTION_MINUTES, 60_000),
                    times(LogKeys.RETENTION_HOURS, 3_600_000));
    public static final Key<Integer> SEGMENT_BYTES = add(LogKeys.SEGMENT_BYTES,
            ofInt("segment.bytes", 1 << 30, "Size in bytes at which a new segment is begun.").atLeast(14));
    public static final Key<Integer> SEGMENT_INDEX_BYTES = add(LogKeys.INDEX_SIZE_MAX_BYTES,
            ofInt("segment.index.bytes", 10 << 20, "Largest size in bytes of an offset index.").atLeast(4));
    public static final Key<Long> SEGMENT_JITTER_MS = declare(ofLong("segment.jitter.ms", 0L,
                    "Up to so many milliseconds are taken off segment.ms, so that segments do not all roll at once.")
                            .atLeast(0),
            same(LogKeys.ROLL_JITTER_MS), times(LogKeys.ROLL_JITTER_HOURS, 3_600_000));
    public static final Key<Long> SEGMENT_MS = declare(ofLong("segment.ms", TimeUnit.DAYS.toMillis(7),
                    "Age in milliseconds at which a new segment is begun.").atLeast(1),
            same(LogKeys.ROLL_MS), times(LogKeys.ROLL_HOURS, 3_600_000));
    public static final Key<Boolean> UNCLEAN_LEADER_ELECTION_ENABLE = add(ReplicaKeys.UNCLEAN_LEADER_ELECTION_ENABLE,
            ofBool("unclean.leader.election.enable", false,
                    "Whether a replica that is not in sync may lead as a last resort."));

    /** In the order of their names. */
    /** Told of a topic only where it is set: one for tests, and those that Kafka 4 knows no more. */
    static final Set<Key<?>> UNTOLD = Set.of(INTERNAL_SEGMENT_BYTES, MESSAGE_DOWNCONVERSION_ENABLE,
            MESSAGE_FORMAT_VERSION, MESSAGE_TIMESTAMP_DIFFERENCE_MAX_MS);
    static final List<Declared> ALL = DECLARED.stream().sorted(Comparator.comparing(d -> d.key().name())).toList();
    private static final Map<String, Declared> BY_NAME = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(d -> d.key().name(), d -> d));

    private TopicKeys() {}

    /** Every topic key, in the order of their names. */
    public static List<Key<?>> all() {
        return ALL.stream().<Key<?>>map(Declared::key).toList();
    }

    /** Null when there is no such topic key. */
    public static Key<?> named(String name) {
        Declared declared = BY_NAME.get(name);
        return declared == null ? null : declared.key();
    }

    private static <T> Key<T> add(Key<?> brokerKey, Key<T> key) {
        return declare(key, same(brokerKey));
    }

    private static <T> Key<T> declare(Key<T> key, Default... defaults) {
        DECLARED.add(new Declared(key, List.of(defaults)));
        return key;
    }

    private static Default same(Key<?> key) {
        return new Default(key, UnaryOperator.identity());
    }

    /** Kafka keeps -1 (for ever) through the change of unit. */
    private static Default times(Key<?> key, long factor) {
        return new Default(key, text -> {
            long value = Long.parseLong(text);
            return Long.toString(value < 0 ? -1 : value * factor);
        });
    }
}
