package io.odradek.engine.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A topic's configuration: its overrides above the broker's defaults. Immutable. */
public final class TopicConfig {
    private final Map<String, String> overrides;
    private final BrokerConfig broker;
    private final Map<Key<?>, Object> values;
    private final Hot hot;

    /** Values that are read on each append, unpacked once. */
    private record Hot(int segmentBytes, int maxMessageBytes, int indexIntervalBytes, long flushMessages,
            boolean compact,
                       boolean logAppendTime, String compressionType) {}

    private TopicConfig(BrokerConfig broker, Map<String, String> overrides) {
        this.broker = broker;
        this.overrides = Map.copyOf(overrides);
        Map<Key<?>, Object> parsed = new HashMap<>();
        for (TopicKeys.Declared declared : TopicKeys.ALL) parsed.put(declared.key(), value(declared));
        this.values = Collections.unmodifiableMap(parsed);
        Integer internal = get(TopicKeys.INTERNAL_SEGMENT_BYTES);
        this.hot = new Hot(internal != null ? internal : get(TopicKeys.SEGMENT_BYTES), get(TopicKeys.MAX_MESSAGE_BYTES),
                get(TopicKeys.INDEX_INTERVAL_BYTES), get(TopicKeys.FLUSH_MESSAGES),
                        get(TopicKeys.CLEANUP_POLICY).contains("compact"),
                get(TopicKeys.MESSAGE_TIMESTAMP_TYPE).equals("LogAppendTime"), get(TopicKeys.COMPRESSION_TYPE));
    }

    /** Throws {@link ConfigError} with Kafka's message when an override is unknown or wrong. */
    public static TopicConfig of(BrokerConfig broker, Map<String, String> overrides) {
        validate(overrides);
        return new TopicConfig(broker, overrides);
    }

    /**
     * For overrides that already stand in the metadata: those that are unknown or wrong here are left out, since
     * another
     * broker's version may know better. Give the same map to {@link #validate} to report them.
     */
    public static TopicConfig lenient(BrokerConfig broker, Map<String, String> overrides) {
        Map<String, String> good = new HashMap<>();
        overrides.forEach((name, value) -> {
            if (complaint(name, value) == null) good.put(name, value);
        });
        return new TopicConfig(broker, good);
    }

    /** Checks what a client asks for; throws {@link ConfigError}. A null value means: back to the default. */
    public static void validate(Map<String, String> overrides) {
        overrides.forEach((name, value) -> {
            ConfigError complaint = complaint(name, value);
            if (complaint != null) throw complaint;
        });
        long min = number(overrides, TopicKeys.MIN_COMPACTION_LAG_MS);
        long max = number(overrides, TopicKeys.MAX_COMPACTION_LAG_MS);
        if (min > max) {
            throw new ConfigError("conflict topic config setting min.compaction.lag.ms (" + min
                    + ") > max.compaction.lag.ms (" + max + ")");
        }
    }

    private static long number(Map<String, String> overrides, Key<Long> key) {
        String text = overrides.get(key.name());
        return text == null ? key.defaultValue() : key.parse(text);
    }

    private static ConfigError complaint(String name, String value) {
        Key<?> key = TopicKeys.named(name);
        if (key == null) return new ConfigError("Unknown topic config name: " + name);
        if (value == null) return ConfigError.invalid(name, null, "Value must not be null");
        try {
            key.parse(value);
            return null;
        } catch (ConfigError e) {
            return e;
        }
    }

    private Object value(TopicKeys.Declared declared) {
        String own = overrides.get(declared.key().name());
        if (own != null) return declared.key().parse(own);
        for (TopicKeys.Default each : declared.defaults()) {
            Object value = broker.get(each.key());
            if (value != null) return declared.key().parse(each.convert().apply(each.key().print(value)));
        }
        return declared.key().defaultValue();
    }

    @SuppressWarnings("unchecked")
    public <T> T get(Key<T> key) {
        return (T) values.get(key);
    }

    /** The overrides alone, by name. */
    public Map<String, String> overrides() {
        return overrides;
    }

    /** The same overrides above other broker defaults. */
    public TopicConfig with(BrokerConfig other) {
        return new TopicConfig(other, overrides);
    }

    /**
     * What DescribeConfigs tells of this topic, in the order of the names; keys that stand for nothing are left out.
     */
    public List<Entry> describe() {
        List<Entry> all = new ArrayList<>();
        for (TopicKeys.Declared declared : TopicKeys.ALL) {
            Key<?> key = declared.key();
            if (TopicKeys.UNTOLD.contains(key) && !overrides.containsKey(key.name())) continue;
            List<Entry.Synonym> synonyms = synonyms(declared);
            Source source = synonyms.isEmpty() ? Source.DEFAULT_CONFIG : synonyms.getFirst().source();
            all.add(new Entry(key.name(), key.print(get(key)), source, key.type(), false, false, key.doc(), synonyms));
        }
        return all;
    }

    private List<Entry.Synonym> synonyms(TopicKeys.Declared declared) {
        List<Entry.Synonym> all = new ArrayList<>();
        String own = overrides.get(declared.key().name());
        if (own != null) all.add(new Entry.Synonym(declared.key().name(), own, Source.DYNAMIC_TOPIC_CONFIG));
        for (TopicKeys.Default each : declared.defaults()) all.addAll(broker.synonyms(each.key()));
        if (declared.defaults().isEmpty() && declared.key().defaultValue() != null) {
            all.add(new Entry.Synonym(declared.key().name(), declared.key().print(declared.key().defaultValue()),
                    Source.DEFAULT_CONFIG));
        }
        // Stable: keeps the order of the broker keys within one source, as Kafka lists them.
        all.sort((a, b) -> a.source().compareTo(b.source()));
        return all;
    }

    public int segmentBytes() {
        return hot.segmentBytes();
    }

    public int maxMessageBytes() {
        return hot.maxMessageBytes();
    }

    public int indexIntervalBytes() {
        return hot.indexIntervalBytes();
    }

    public long flushMessages() {
        return hot.flushMessages();
    }

    public boolean compact() {
        return hot.compact();
    }

    public boolean delete() {
        return get(TopicKeys.CLEANUP_POLICY).contains("delete");
    }

    public boolean logAppendTime() {
        return hot.logAppendTime();
    }

    public String compressionType() {
        return hot.compressionType();
    }

    /** {@code partition:broker}, or {@code *} alone. */
    public List<String> leaderThrottled() {
        return get(TopicKeys.LEADER_THROTTLED);
    }

    /** As {@link #leaderThrottled}. */
    public List<String> followerThrottled() {
        return get(TopicKeys.FOLLOWER_THROTTLED);
    }

    public int minInsyncReplicas() {
        return get(TopicKeys.MIN_INSYNC_REPLICAS);
    }
}
