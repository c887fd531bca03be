package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofBool;
import static io.odradek.engine.config.Key.ofInt;
import static io.odradek.engine.config.Key.ofLong;
import static io.odradek.engine.config.Key.ofString;
import static io.odradek.engine.config.Key.ofClass;

import java.util.List;

/** Broker keys about identity, topics, replication and the controller. */
public final class ReplicaKeys {
    public static final Key<Integer> BROKER_ID = ofInt("broker.id", -1, "This broker's number in the cluster.");
    public static final Key<Integer> NODE_ID = ofInt("node.id", -1,
            "Another name of broker.id, as newer Kafka has it.");
    public static final Key<String> BROKER_RACK = ofString("broker.rack", null,
            "The rack this broker stands in; replicas are spread over racks.");
    public static final Key<Integer> RESERVED_BROKER_MAX_ID = ofInt("reserved.broker.max.id", 1000,
            "Largest number that may be given as broker.id.").atLeast(0);
    public static final Key<Integer> NUM_PARTITIONS = ofInt("num.partitions", 1,
            "Partitions of a topic that is made without a number.").atLeast(1);
    public static final Key<Integer> DEFAULT_REPLICATION_FACTOR = ofInt("default.replication.factor", 1,
            "Replicas of a topic that is made without a number.");
    public static final Key<Boolean> AUTO_CREATE_TOPICS_ENABLE = ofBool("auto.create.topics.enable", true,
            "Make a topic when a client first names it.");
    public static final Key<Boolean> DELETE_TOPIC_ENABLE = ofBool("delete.topic.enable", true,
            "Whether topics can be deleted.");
    public static final Key<Integer> MIN_INSYNC_REPLICAS = ofInt("min.insync.replicas", 1,
            "In-sync replicas that must be there for a write with acks=all.").atLeast(1).dynamic();
    public static final Key<Boolean> UNCLEAN_LEADER_ELECTION_ENABLE = ofBool("unclean.leader.election.enable", false,
            "Whether a replica that is not in sync may lead as a last resort.").dynamic();
    public static final Key<Boolean> AUTO_LEADER_REBALANCE_ENABLE = ofBool("auto.leader.rebalance.enable", true,
            "Give leadership back to preferred replicas from time to time.");
    public static final Key<Long> LEADER_IMBALANCE_CHECK_INTERVAL_SECONDS =
            ofLong("leader.imbalance.check.interval.seconds", 300L,
            "Seconds between two looks at leadership balance.").atLeast(1);
    public static final Key<Integer> LEADER_IMBALANCE_PER_BROKER_PERCENTAGE =
            ofInt("leader.imbalance.per.broker.percentage", 10,
            "Share of misplaced leaders from which leadership is given back.");
    public static final Key<Boolean> CONTROLLED_SHUTDOWN_ENABLE = ofBool("controlled.shutdown.enable", true,
            "Move leadership away before stopping.");
    public static final Key<Integer> CONTROLLED_SHUTDOWN_MAX_RETRIES = ofInt("controlled.shutdown.max.retries", 3,
            "Times a controlled shutdown is tried again.");
    public static final Key<Long> CONTROLLED_SHUTDOWN_RETRY_BACKOFF_MS =
            ofLong("controlled.shutdown.retry.backoff.ms", 5000L,
            "Milliseconds before a controlled shutdown is tried again.");
    public static final Key<Integer> CONTROLLER_SOCKET_TIMEOUT_MS = ofInt("controller.socket.timeout.ms", 30_000,
            "Milliseconds the controller waits for a broker's answer.");
    public static final Key<Integer> REQUEST_TIMEOUT_MS = ofInt("request.timeout.ms", 30_000,
            "Milliseconds to wait for another broker's answer.");
    public static final Key<Integer> NUM_REPLICA_FETCHERS = ofInt("num.replica.fetchers", 1,
            "Connections per leader broker that follow partitions.").atLeast(1).dynamic();
    public static final Key<Integer> REPLICA_FETCH_MAX_BYTES = ofInt("replica.fetch.max.bytes", 1 << 20,
            "Bytes a follower asks for per partition.").atLeast(0);
    public static final Key<Integer> REPLICA_FETCH_RESPONSE_MAX_BYTES =
            ofInt("replica.fetch.response.max.bytes", 10 << 20,
            "Bytes a follower asks for in all.").atLeast(0);
    public static final Key<Integer> REPLICA_FETCH_MIN_BYTES =
            ofInt("replica.fetch.min.bytes", 1, "Bytes for which a follower's fetch waits.");
    public static final Key<Integer> REPLICA_FETCH_WAIT_MAX_MS = ofInt("replica.fetch.wait.max.ms", 500,
            "Milliseconds a follower's fetch waits at most.");
    public static final Key<Integer> REPLICA_FETCH_BACKOFF_MS = ofInt("replica.fetch.backoff.ms", 1000,
            "Milliseconds to rest after a failed fetch of a follower.").atLeast(0);
    public static final Key<Long> REPLICA_LAG_TIME_MAX_MS = ofLong("replica.lag.time.max.ms", 30_000L,
            "Milliseconds a follower may lag before it leaves the in-sync replicas.");
    public static final Key<Integer> REPLICA_SOCKET_TIMEOUT_MS = ofInt("replica.socket.timeout.ms", 30_000,
            "Milliseconds a follower waits for its leader's answer.");
    public static final Key<Integer> REPLICA_SOCKET_RECEIVE_BUFFER_BYTES =
            ofInt("replica.socket.receive.buffer.bytes", 64 << 10,
            "Receive buffer in bytes of a follower's connection.");
    public static final Key<Long> REPLICA_HIGH_WATERMARK_CHECKPOINT_INTERVAL_MS =
            ofLong("replica.high.watermark.checkpoint.interval.ms",
            5000L, "Milliseconds between two writes of the high watermarks.");
    public static final Key<String> REPLICA_SELECTOR_CLASS = ofClass("replica.selector.class", null,
            "Which replica a consumer is sent to: unset for the leader, or Kafka's RackAwareReplicaSelector.");
    public static final Key<String> INTER_BROKER_PROTOCOL_VERSION = ofString("inter.broker.protocol.version", "3.9-IV0",
            "Kept for older tools; 3.9 is always spoken between brokers.");
    public static final Key<Integer> FETCH_PURGATORY_PURGE_INTERVAL_REQUESTS =
            ofInt("fetch.purgatory.purge.interval.requests", 1000,
            "Kept for Kafka's files; finished waits are removed at once here.");
    public static final Key<Integer> PRODUCER_PURGATORY_PURGE_INTERVAL_REQUESTS =
            ofInt("producer.purgatory.purge.interval.requests", 1000,
            "Kept for Kafka's files; finished waits are removed at once here.");
    public static final Key<Integer> MAX_INCREMENTAL_FETCH_SESSION_CACHE_SLOTS =
            ofInt("max.incremental.fetch.session.cache.slots", 1000,
            "Fetch sessions kept at most.").atLeast(0);
    public static final Key<Integer> FETCH_MAX_BYTES = ofInt("fetch.max.bytes", 55 << 20,
            "Bytes in a fetch answer at most.").atLeast(1024);
    public static final Key<Integer> MAX_REQUEST_PARTITION_SIZE_LIMIT = ofInt("max.request.partition.size.limit", 2000,
            "Partitions in one DescribeTopicPartitions answer at most.").atLeast(1);

    public static final Key<String> CREATE_TOPIC_POLICY = ofClass("create.topic.policy.class.name", null,
            "A class of Kafka's CreateTopicPolicy that may refuse topics; with kafka-clients in CLASSPATH.");
    public static final Key<String> ALTER_CONFIG_POLICY = ofClass("alter.config.policy.class.name", null,
            "A class of Kafka's AlterConfigPolicy that may refuse changes; with kafka-clients in CLASSPATH.");

    static final List<Key<?>> ALL = List.of(BROKER_ID, NODE_ID, BROKER_RACK, RESERVED_BROKER_MAX_ID, NUM_PARTITIONS,
            DEFAULT_REPLICATION_FACTOR, AUTO_CREATE_TOPICS_ENABLE, DELETE_TOPIC_ENABLE, MIN_INSYNC_REPLICAS,
            UNCLEAN_LEADER_ELECTION_ENABLE, AUTO_LEADER_REBALANCE_ENABLE, LEADER_IMBALANCE_CHECK_INTERVAL_SECONDS,
            LEADER_IMBALANCE_PER_BROKER_PERCENTAGE, CONTROLLED_SHUTDOWN_ENABLE, CONTROLLED_SHUTDOWN_MAX_RETRIES,
            CONTROLLED_SHUTDOWN_RETRY_BACKOFF_MS, CONTROLLER_SOCKET_TIMEOUT_MS, REQUEST_TIMEOUT_MS,
                    NUM_REPLICA_FETCHERS,
            REPLICA_FETCH_MAX_BYTES, REPLICA_FETCH_RESPONSE_MAX_BYTES, REPLICA_FETCH_MIN_BYTES,
                    REPLICA_FETCH_WAIT_MAX_MS,
            REPLICA_FETCH_BACKOFF_MS, REPLICA_LAG_TIME_MAX_MS, REPLICA_SOCKET_TIMEOUT_MS,
                    REPLICA_SOCKET_RECEIVE_BUFFER_BYTES,
            REPLICA_HIGH_WATERMARK_CHECKPOINT_INTERVAL_MS, REPLICA_SELECTOR_CLASS, INTER_BROKER_PROTOCOL_VERSION,
            FETCH_PURGATORY_PURGE_INTERVAL_REQUESTS, PRODUCER_PURGATORY_PURGE_INTERVAL_REQUESTS,
            MAX_INCREMENTAL_FETCH_SESSION_CACHE_SLOTS, FETCH_MAX_BYTES, MAX_REQUEST_PARTITION_SIZE_LIMIT,
            CREATE_TOPIC_POLICY, ALTER_CONFIG_POLICY);

    private ReplicaKeys() {}
}
