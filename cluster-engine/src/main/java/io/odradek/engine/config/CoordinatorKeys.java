package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofBool;
import static io.odradek.engine.config.Key.ofInt;
import static io.odradek.engine.config.Key.ofList;
import static io.odradek.engine.config.Key.ofLong;
import static io.odradek.engine.config.Key.ofShort;
import static io.odradek.engine.config.Key.ofString;

import java.util.List;
import java.util.stream.Stream;

/** Broker keys of the coordinators: groups, offsets, share groups, transactions. */
public final class CoordinatorKeys {
    public static final Key<Integer> GROUP_MIN_SESSION_TIMEOUT_MS = ofInt("group.min.session.timeout.ms", 6000,
            "Shortest session timeout in milliseconds of a classic group's member.");
    public static final Key<Integer> GROUP_MAX_SESSION_TIMEOUT_MS = ofInt("group.max.session.timeout.ms", 1_800_000,
            "Longest session timeout in milliseconds of a classic group's member.");
    public static final Key<Integer> GROUP_INITIAL_REBALANCE_DELAY_MS = ofInt("group.initial.rebalance.delay.ms", 3000,
            "Milliseconds a new classic group waits for more members.");
    public static final Key<Integer> GROUP_MAX_SIZE = ofInt("group.max.size", Integer.MAX_VALUE,
            "Members of a classic group at most.").atLeast(1);
    public static final Key<List<String>> GROUP_COORDINATOR_REBALANCE_PROTOCOLS =
            ofList("group.coordinator.rebalance.protocols", List.of("classic", "consumer", "streams", "share"),
            "Group protocols that are served.").oneOf("consumer", "classic", "share", "streams");
    public static final Key<Integer> GROUP_COORDINATOR_THREADS = ofInt("group.coordinator.threads", 4,
            "Kept for Kafka's files; coordinator shards live on the broker's lanes here.").atLeast(1);
    public static final Key<Integer> GROUP_COORDINATOR_APPEND_LINGER_MS =
            ofInt("group.coordinator.append.linger.ms", -1,
            "Milliseconds a coordinator gathers records before it writes them; -1 for as long as it is busy.")
                    .atLeast(-1);
    public static final Key<Integer> GROUP_CONSUMER_MAX_SIZE = ofInt("group.consumer.max.size", Integer.MAX_VALUE,
            "Members of a consumer group at most.").atLeast(1);
    public static final Key<List<String>> GROUP_CONSUMER_ASSIGNORS =
            ofList("group.consumer.assignors", List.of("uniform", "range"),
            "Assignors of consumer groups, the default first.");
    public static final Key<Boolean> GROUP_CONSUMER_ASSIGNOR_OFFLOAD_ENABLE =
            ofBool("group.consumer.assignor.offload.enable", true,
            "Calculate the assignments of large consumer groups off the thread that serves their coordinator.");
    public static final Key<String> GROUP_CONSUMER_MIGRATION_POLICY =
            ofString("group.consumer.migration.policy", "bidirectional",
            "Whether groups may go from the classic to the consumer protocol and back.");
    public static final Key<Integer> GROUP_CONSUMER_REGEX_REFRESH_INTERVAL_MS =
            ofInt("group.consumer.regex.refresh.interval.ms", 600_000,
            "Milliseconds between two looks for topics that match a subscribed pattern.").atLeast(10_000);
    public static final Key<Boolean> GROUP_STREAMS_ASSIGNOR_OFFLOAD_ENABLE =
            ofBool("group.streams.assignor.offload.enable", true,
            "Calculate the assignments of large streams groups off the thread that serves their coordinator.");
    public static final Key<Integer> GROUP_STREAMS_MAX_SIZE = ofInt("group.streams.max.size", Integer.MAX_VALUE,
            "Members of a streams group at most.").atLeast(1);
    public static final Key<Integer> GROUP_STREAMS_NUM_STANDBY_REPLICAS = ofInt("group.streams.num.standby.replicas", 0,
            "Standby tasks per task of a streams group.").atLeast(0);
    public static final Key<Integer> GROUP_STREAMS_MAX_STANDBY_REPLICAS = ofInt("group.streams.max.standby.replicas", 2,
            "Standby tasks per task a streams group may ask for.").atLeast(0);
    public static final Key<Integer> GROUP_STREAMS_INITIAL_REBALANCE_DELAY_MS =
            ofInt("group.streams.initial.rebalance.delay.ms", 3000,
            "Milliseconds a new streams group waits for more members.").atLeast(0);
    public static final Key<Integer> GROUP_SHARE_MAX_SIZE = ofInt("group.share.max.size", 200,
            "Members of a share group at most.").between(1, 1000);
    public static final Key<Integer> GROUP_SHARE_MAX_SHARE_SESSIONS = ofInt("group.share.max.share.sessions", 2000,
            "Share sessions kept at most.").atLeast(1);
    public static final Key<Integer> GROUP_SHARE_DELIVERY_COUNT_LIMIT = ofInt("group.share.delivery.count.limit", 5,
            "Times a record is delivered at most in a share group.").between(2, 10);
    public static final Key<Integer> GROUP_SHARE_PARTITION_MAX_RECORD_LOCKS =
            ofInt("group.share.partition.max.record.locks", 2000,
            "Records of a partition that a share group may hold at once.").between(100, 10_000);
    public static final Key<Integer> GROUP_SHARE_MIN_DELIVERY_COUNT_LIMIT =
            ofInt("group.share.min.delivery.count.limit", 2,
            "Fewest deliveries of a record that a share group may allow.").between(2, 5);
    public static final Key<Integer> GROUP_SHARE_MAX_DELIVERY_COUNT_LIMIT =
            ofInt("group.share.max.delivery.count.limit", 10,
            "Most deliveries of a record that a share group may allow.").between(5, 25);
    public static final Key<Integer> GROUP_SHARE_MIN_PARTITION_MAX_RECORD_LOCKS =
            ofInt("group.share.min.partition.max.record.locks", 100,
            "Fewest records of a partition that a share group may allow to be held at once.").between(100, 2000);
    public static final Key<Integer> GROUP_SHARE_MAX_PARTITION_MAX_RECORD_LOCKS =
            ofInt("group.share.max.partition.max.record.locks", 4000,
            "Most records of a partition that a share group may allow to be held at once.").between(2000, 10_000);
    public static final Key<Integer> GROUP_SHARE_RECORD_LOCK_DURATION_MS =
            ofInt("group.share.record.lock.duration.ms", 30_000,
            "Milliseconds a delivered record stays held for its consumer.").between(1000, 3_600_000);
    public static final Key<Integer> GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS =
            ofInt("group.share.min.record.lock.duration.ms", 15_000,
            "Shortest hold in milliseconds a share group may have.").between(1000, 30_000);
    public static final Key<Integer> GROUP_SHARE_MAX_RECORD_LOCK_DURATION_MS =
            ofInt("group.share.max.record.lock.duration.ms", 60_000,
            "Longest hold in milliseconds a share group may have.").between(30_000, 3_600_000);
    public static final Key<Integer> SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS =
            ofInt("share.coordinator.state.topic.num.partitions", 50,
            "Partitions of __share_group_state.").atLeast(1);
    public static final Key<Integer> SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR =
            ofShort("share.coordinator.state.topic.replication.factor", 3,
            "Replicas of __share_group_state.").atLeast(1);
    public static final Key<Integer> SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR =
            ofShort("share.coordinator.state.topic.min.isr", 2,
            "Smallest in-sync set of __share_group_state.").atLeast(1);
    public static final Key<Integer> SHARE_COORDINATOR_STATE_TOPIC_SEGMENT_BYTES =
            ofInt("share.coordinator.state.topic.segment.bytes", 100 << 20,
            "Segment size in bytes of __share_group_state.").atLeast(1);
    public static final Key<Integer> OFFSET_METADATA_MAX_BYTES = ofInt("offset.metadata.max.bytes", 4096,
            "Bytes of text that may go with a committed offset.");
    public static final Key<Integer> OFFSETS_COMMIT_TIMEOUT_MS = ofInt("offsets.commit.timeout.ms", 5000,
            "Milliseconds an offset commit waits for replicas.").atLeast(1);
    public static final Key<Integer> OFFSETS_LOAD_BUFFER_SIZE = ofInt("offsets.load.buffer.size", 5 << 20,
            "Bytes read at a time when groups are loaded.").atLeast(1);
    public static final Key<Long> OFFSETS_RETENTION_CHECK_INTERVAL_MS =
            ofLong("offsets.retention.check.interval.ms", 600_000L,
            "Milliseconds between two looks for old offsets.").atLeast(1);
    public static final Key<Integer> OFFSETS_RETENTION_MINUTES = ofInt("offsets.retention.minutes", 7 * 24 * 60,
            "Minutes an offset is kept after its group became empty.").atLeast(1);
    public static final Key<Integer> OFFSETS_TOPIC_COMPRESSION_CODEC = ofInt("offsets.topic.compression.codec", 0,
            "Codec of __consumer_offsets, by number.");
    public static final Key<Integer> OFFSETS_TOPIC_NUM_PARTITIONS = ofInt("offsets.topic.num.partitions", 50,
            "Partitions of __consumer_offsets.").atLeast(1);
    public static final Key<Integer> OFFSETS_TOPIC_REPLICATION_FACTOR = ofShort("offsets.topic.replication.factor", 3,
            "Replicas of __consumer_offsets.").atLeast(1);
    public static final Key<Integer> OFFSETS_TOPIC_SEGMENT_BYTES = ofInt("offsets.topic.segment.bytes", 100 << 20,
            "Segment size in bytes of __consumer_offsets.").atLeast(1);
    public static final Key<Integer> TRANSACTION_MAX_TIMEOUT_MS = ofInt("transaction.max.timeout.ms", 900_000,
            "Longest timeout in milliseconds a transaction may have.").atLeast(1);
    public static final Key<Integer> TRANSACTIONAL_ID_EXPIRATION_MS =
            ofInt("transactional.id.expiration.ms", 7 * 24 * 3_600_000,
            "Milliseconds of silence after which a transactional id is forgotten.").atLeast(1);
    public static final Key<Integer> TRANSACTION_STATE_LOG_NUM_PARTITIONS =
            ofInt("transaction.state.log.num.partitions", 50,
            "Partitions of __transaction_state.").atLeast(1);
    public static final Key<Integer> TRANSACTION_STATE_LOG_REPLICATION_FACTOR =
            ofShort("transaction.state.log.replication.factor", 3,
            "Replicas of __transaction_state.").atLeast(1);
    public static final Key<Integer> TRANSACTION_STATE_LOG_MIN_ISR = ofInt("transaction.state.log.min.isr", 2,
            "Smallest in-sync set of __transaction_state.").atLeast(1);
    public static final Key<Integer> TRANSACTION_STATE_LOG_SEGMENT_BYTES =
            ofInt("transaction.state.log.segment.bytes", 100 << 20,
            "Segment size in bytes of __transaction_state.").atLeast(1);
    public static final Key<Integer> TRANSACTION_STATE_LOG_LOAD_BUFFER_SIZE =
            ofInt("transaction.state.log.load.buffer.size", 5 << 20,
            "Bytes read at a time when transactions are loaded.").atLeast(1);
    public static final Key<Integer> TRANSACTION_ABORT_TIMED_OUT_INTERVAL_MS =
            ofInt("transaction.abort.timed.out.transaction.cleanup.interval.ms", 10_000,
            "Milliseconds between two looks for transactions that ran out of time.").atLeast(1);
    public static final Key<Integer> TRANSACTION_REMOVE_EXPIRED_INTERVAL_MS =
            ofInt("transaction.remove.expired.transaction.cleanup.interval.ms", 3_600_000,
            "Milliseconds between two looks for silent transactional ids.").atLeast(1);
    public static final Key<Boolean> TRANSACTION_PARTITION_VERIFICATION_ENABLE =
            ofBool("transaction.partition.verification.enable", true,
            "Ask the coordinator whether a transaction goes on before its first write to a partition.").dynamic();
    public static final Key<Boolean> TRANSACTION_TWO_PHASE_COMMIT_ENABLE =
            ofBool("transaction.two.phase.commit.enable", false,
            "Allow transactions without a timeout that an outside coordinator ends.");

    // ---- what each group may set for itself

    static final GroupInterval CONSUMER_SESSION = GroupInterval.session("consumer");
    static final GroupInterval CONSUMER_HEARTBEAT = GroupInterval.heartbeat("consumer");
    static final GroupInterval CONSUMER_ASSIGNMENT = GroupInterval.assignment("consumer");
    static final GroupInterval STREAMS_SESSION = GroupInterval.session("streams");
    static final GroupInterval STREAMS_HEARTBEAT = GroupInterval.heartbeat("streams");
    static final GroupInterval STREAMS_ASSIGNMENT = GroupInterval.assignment("streams");
    static final GroupInterval SHARE_SESSION = GroupInterval.session("share");
    static final GroupInterval SHARE_HEARTBEAT = GroupInterval.heartbeat("share");
    static final GroupInterval SHARE_ASSIGNMENT = GroupInterval.assignment("share");

    private static final List<Key<?>> SINGLE = List.of(
            GROUP_MIN_SESSION_TIMEOUT_MS, GROUP_MAX_SESSION_TIMEOUT_MS, GROUP_INITIAL_REBALANCE_DELAY_MS,
            GROUP_MAX_SIZE, GROUP_COORDINATOR_REBALANCE_PROTOCOLS, GROUP_COORDINATOR_THREADS,
            GROUP_COORDINATOR_APPEND_LINGER_MS, GROUP_CONSUMER_MAX_SIZE, GROUP_CONSUMER_ASSIGNORS,
            GROUP_CONSUMER_ASSIGNOR_OFFLOAD_ENABLE, GROUP_CONSUMER_MIGRATION_POLICY,
            GROUP_CONSUMER_REGEX_REFRESH_INTERVAL_MS, GROUP_STREAMS_ASSIGNOR_OFFLOAD_ENABLE, GROUP_STREAMS_MAX_SIZE,
            GROUP_STREAMS_NUM_STANDBY_REPLICAS, GROUP_STREAMS_MAX_STANDBY_REPLICAS,
            GROUP_STREAMS_INITIAL_REBALANCE_DELAY_MS, GROUP_SHARE_MAX_SIZE, GROUP_SHARE_MAX_SHARE_SESSIONS,
            GROUP_SHARE_DELIVERY_COUNT_LIMIT, GROUP_SHARE_PARTITION_MAX_RECORD_LOCKS,
            GROUP_SHARE_RECORD_LOCK_DURATION_MS, GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS,
            GROUP_SHARE_MAX_RECORD_LOCK_DURATION_MS, SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS,
            SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR, SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR,
            SHARE_COORDINATOR_STATE_TOPIC_SEGMENT_BYTES, OFFSET_METADATA_MAX_BYTES, OFFSETS_COMMIT_TIMEOUT_MS,
            OFFSETS_LOAD_BUFFER_SIZE, OFFSETS_RETENTION_CHECK_INTERVAL_MS, OFFSETS_RETENTION_MINUTES,
            OFFSETS_TOPIC_COMPRESSION_CODEC, OFFSETS_TOPIC_NUM_PARTITIONS, OFFSETS_TOPIC_REPLICATION_FACTOR,
            OFFSETS_TOPIC_SEGMENT_BYTES, TRANSACTION_MAX_TIMEOUT_MS, TRANSACTIONAL_ID_EXPIRATION_MS,
            TRANSACTION_STATE_LOG_NUM_PARTITIONS, TRANSACTION_STATE_LOG_REPLICATION_FACTOR,
            TRANSACTION_STATE_LOG_MIN_ISR, TRANSACTION_STATE_LOG_SEGMENT_BYTES,
            TRANSACTION_STATE_LOG_LOAD_BUFFER_SIZE, TRANSACTION_ABORT_TIMED_OUT_INTERVAL_MS,
            TRANSACTION_REMOVE_EXPIRED_INTERVAL_MS, TRANSACTION_PARTITION_VERIFICATION_ENABLE,
            TRANSACTION_TWO_PHASE_COMMIT_ENABLE, GROUP_SHARE_MIN_DELIVERY_COUNT_LIMIT,
            GROUP_SHARE_MAX_DELIVERY_COUNT_LIMIT, GROUP_SHARE_MIN_PARTITION_MAX_RECORD_LOCKS,
            GROUP_SHARE_MAX_PARTITION_MAX_RECORD_LOCKS);

    static final List<Key<?>> ALL = Stream.of(SINGLE, GroupInterval.keys(CONSUMER_SESSION, CONSUMER_HEARTBEAT,
            CONSUMER_ASSIGNMENT, STREAMS_SESSION, STREAMS_HEARTBEAT, STREAMS_ASSIGNMENT, SHARE_SESSION, SHARE_HEARTBEAT,
            SHARE_ASSIGNMENT)).flatMap(List::stream).toList();

    private CoordinatorKeys() {}
}
