package io.odradek.engine.coordinator.group;

import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_ASSIGNORS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_ASSIGNOR_OFFLOAD_ENABLE;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_MAX_SIZE;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_MIGRATION_POLICY;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_COORDINATOR_REBALANCE_PROTOCOLS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_INITIAL_REBALANCE_DELAY_MS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_MAX_SESSION_TIMEOUT_MS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_MAX_SIZE;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_MIN_SESSION_TIMEOUT_MS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_STREAMS_ASSIGNOR_OFFLOAD_ENABLE;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_STREAMS_MAX_SIZE;
import static io.odradek.engine.config.CoordinatorKeys.OFFSETS_RETENTION_CHECK_INTERVAL_MS;
import static io.odradek.engine.config.CoordinatorKeys.OFFSETS_RETENTION_MINUTES;
import static io.odradek.engine.config.CoordinatorKeys.OFFSET_METADATA_MAX_BYTES;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.GroupKeys;
import io.odradek.engine.config.Key;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What of a broker's settings the group coordinator heeds.
 *
 * @param ofGroup what a single group has set for itself (KIP-848), by its id; empty where nothing
 */
public record GroupConfig(BrokerConfig broker, Function<String, Map<String, String>> ofGroup) {
    /** No group has settings of its own. */
    public GroupConfig(BrokerConfig broker) {
        this(broker, _ -> Map.of());
    }

    /** The group's own value, or the broker's. */
    public <T> T get(String groupId, Key<T> key) {
        return GroupKeys.value(broker, ofGroup.apply(groupId), key);
    }

    /** False: heartbeats of KIP-848 are refused. */
    public boolean consumerProtocol() {
        return broker.get(GROUP_COORDINATOR_REBALANCE_PROTOCOLS).contains("consumer");
    }

    /** False: heartbeats of KIP-1071 are refused. */
    public boolean streamsProtocol() {
        return broker.get(GROUP_COORDINATOR_REBALANCE_PROTOCOLS).contains("streams");
    }

    public int minSessionTimeoutMs() {
        return broker.get(GROUP_MIN_SESSION_TIMEOUT_MS);
    }

    public int maxSessionTimeoutMs() {
        return broker.get(GROUP_MAX_SESSION_TIMEOUT_MS);
    }

    public int initialRebalanceDelayMs() {
        return broker.get(GROUP_INITIAL_REBALANCE_DELAY_MS);
    }

    /** Members a classic group may have. */
    public int maxSize() {
        return broker.get(GROUP_MAX_SIZE);
    }

    public int consumerSessionTimeoutMs(String groupId) {
        return get(groupId, GroupKeys.CONSUMER_SESSION_TIMEOUT_MS);
    }

    public int consumerHeartbeatIntervalMs(String groupId) {
        return get(groupId, GroupKeys.CONSUMER_HEARTBEAT_INTERVAL_MS);
    }

    public int consumerAssignmentIntervalMs(String groupId) {
        return interval(groupId, GroupKeys.CONSUMER_ASSIGNMENT_INTERVAL_MS);
    }

    /**
     * With Kafka's default of a second, whoever joins while others do is told what it gets one heartbeat later. Here
     * that is so only where somebody asked for it.
     */
    private int interval(String groupId, Key<Integer> key) {
        return GroupKeys.isSet(broker, ofGroup.apply(groupId), key) ? get(groupId, key) : 0;
    }

    public int consumerMaxSize() {
        return broker.get(GROUP_CONSUMER_MAX_SIZE);
    }

    /** The first is taken where no member asks for another. */
    public List<String> consumerAssignors() {
        return broker.get(GROUP_CONSUMER_ASSIGNORS);
    }

    /** Assignments of large consumer groups are calculated off the lane. */
    public boolean offloadsConsumerAssignors() {
        return broker.get(GROUP_CONSUMER_ASSIGNOR_OFFLOAD_ENABLE);
    }

    /** The same for streams groups. */
    public boolean offloadsStreamsAssignors() {
        return broker.get(GROUP_STREAMS_ASSIGNOR_OFFLOAD_ENABLE);
    }

    /** Classic groups may become consumer groups while they have members. */
    public boolean mayUpgrade() {
        String policy = migration();
        return policy.equals("bidirectional") || policy.equals("upgrade");
    }

    /** Consumer groups whose last consumer-protocol member leaves may become classic groups. */
    public boolean mayDowngrade() {
        String policy = migration();
        return policy.equals("bidirectional") || policy.equals("downgrade");
    }

    private String migration() {
        return broker.get(GROUP_CONSUMER_MIGRATION_POLICY).toLowerCase(Locale.ROOT);
    }

    public int streamsSessionTimeoutMs(String groupId) {
        return get(groupId, GroupKeys.STREAMS_SESSION_TIMEOUT_MS);
    }

    public int streamsHeartbeatIntervalMs(String groupId) {
        return get(groupId, GroupKeys.STREAMS_HEARTBEAT_INTERVAL_MS);
    }

    public int streamsAssignmentIntervalMs(String groupId) {
        return interval(groupId, GroupKeys.STREAMS_ASSIGNMENT_INTERVAL_MS);
    }

    public int streamsMaxSize() {
        return broker.get(GROUP_STREAMS_MAX_SIZE);
    }

    /** Standby tasks of each task with state. */
    public int streamsStandbys(String groupId) {
        return get(groupId, GroupKeys.STREAMS_NUM_STANDBY_REPLICAS);
    }

    public int streamsInitialRebalanceDelayMs(String groupId) {
        return get(groupId, GroupKeys.STREAMS_INITIAL_REBALANCE_DELAY_MS);
    }

    /** How often members tell how far their stores have come. */
    public int streamsTaskOffsetIntervalMs() {
        return 60_000;
    }

    /** Records that a store may be behind and still be taken for caught up. */
    public long streamsAcceptableRecoveryLag() {
        return 10_000;
    }

    public long offsetsRetentionMs() {
        return broker.get(OFFSETS_RETENTION_MINUTES) * 60_000L;
    }

    public long offsetsRetentionCheckMs() {
        return broker.get(OFFSETS_RETENTION_CHECK_INTERVAL_MS);
    }

    /** UTF-16 units that a commit's metadata may have. */
    public int offsetMetadataMaxSize() {
        return broker.get(OFFSET_METADATA_MAX_BYTES);
    }
}
