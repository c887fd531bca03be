package io.odradek.engine.coordinator.group;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of the group coordinator by Kafka's names and with Kafka's defaults. Immutable.
 */
public final class GroupConfig {
    public static final GroupConfig DEFAULTS = of(Map.of());
    private static final String UNBOUNDED = String.valueOf(Integer.MAX_VALUE);

    private final Map<String, String> given;
    private final int minSessionMs;
    private final int maxSessionMs;
    private final int initialDelayMs;

    private GroupConfig(Map<String, String> given) {
        this.given = given;
        minSessionMs = number("group.min.session.timeout.ms", "6000");
        maxSessionMs = number("group.max.session.timeout.ms", "1800000");
        initialDelayMs = number("group.initial.rebalance.delay.ms", "3000");
    }

    /** Settings that are not given have Kafka's default. */
    public static GroupConfig of(Map<String, String> given) {
        return new GroupConfig(new HashMap<>(given));
    }

    public int minSessionTimeoutMs() {
        return minSessionMs;
    }

    public int maxSessionTimeoutMs() {
        return maxSessionMs;
    }

    public int initialRebalanceDelayMs() {
        return initialDelayMs;
    }

    /** Members a classic group may have. */
    public int maxSize() {
        return number("group.max.size", UNBOUNDED);
    }

    public int consumerSessionTimeoutMs() {
        return number("group.consumer.session.timeout.ms", "45000");
    }

    public int consumerHeartbeatIntervalMs() {
        return number("group.consumer.heartbeat.interval.ms", "5000");
    }

    public int consumerMaxSize() {
        return number("group.consumer.max.size", UNBOUNDED);
    }

    /** The first is taken where no member asks for another. */
    public List<String> consumerAssignors() {
        return List.of(text("group.consumer.assignors", "uniform,range").split(",\\s*"));
    }

    /** "bidirectional", "upgrade", "downgrade" or "disabled". */
    public String migrationPolicy() {
        return text("group.consumer.migration.policy", "bidirectional").toLowerCase(java.util.Locale.ROOT);
    }

    /** How often an unchanged regular expression is matched against new topics at most. */
    public int regexRefreshMs() {
        return number("group.consumer.regex.refresh.interval.ms", "600000");
    }

    public long offsetsRetentionMs() {
        return number("offsets.retention.minutes", "10080") * 60_000L;
    }

    public long offsetsRetentionCheckMs() {
        return number("offsets.retention.check.interval.ms", "600000");
    }

    /** UTF-16 units that a commit's metadata may have. */
    public int offsetMetadataMaxSize() {
        return number("offset.metadata.max.bytes", "4096");
    }

    private int number(String key, String fallback) {
        return Integer.parseInt(text(key, fallback).strip());
    }

    private String text(String key, String fallback) {
        String v = given.get(key);
        return v == null || v.isBlank() ? fallback : v;
    }
}
