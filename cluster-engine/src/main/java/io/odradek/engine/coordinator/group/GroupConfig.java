package io.odradek.engine.coordinator.group;

import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_ASSIGNORS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_MAX_SIZE;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_MIGRATION_POLICY;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_CONSUMER_SESSION_TIMEOUT_MS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_INITIAL_REBALANCE_DELAY_MS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_MAX_SESSION_TIMEOUT_MS;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_MAX_SIZE;
import static io.odradek.engine.config.CoordinatorKeys.GROUP_MIN_SESSION_TIMEOUT_MS;
import static io.odradek.engine.config.CoordinatorKeys.OFFSETS_RETENTION_CHECK_INTERVAL_MS;
import static io.odradek.engine.config.CoordinatorKeys.OFFSETS_RETENTION_MINUTES;
import static io.odradek.engine.config.CoordinatorKeys.OFFSET_METADATA_MAX_BYTES;

import io.odradek.engine.config.BrokerConfig;
import java.util.List;
import java.util.Locale;

/** What of a broker's settings the group coordinator heeds. */
public record GroupConfig(BrokerConfig broker) {
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

    public int consumerSessionTimeoutMs() {
        return broker.get(GROUP_CONSUMER_SESSION_TIMEOUT_MS);
    }

    public int consumerHeartbeatIntervalMs() {
        return broker.get(GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS);
    }

    public int consumerMaxSize() {
        return broker.get(GROUP_CONSUMER_MAX_SIZE);
    }

    /** The first is taken where no member asks for another. */
    public List<String> consumerAssignors() {
        return broker.get(GROUP_CONSUMER_ASSIGNORS);
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
