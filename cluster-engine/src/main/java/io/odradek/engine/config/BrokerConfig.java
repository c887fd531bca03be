package io.odradek.engine.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A broker's configuration: the properties it was started with, and the dynamic ones of the cluster and of this broker
 * above
 * them. Immutable; {@link #with} makes the next one.
 */
public final class BrokerConfig {
    private static final List<Key<?>> KEYS = Stream.of(LogKeys.ALL, ReplicaKeys.ALL, NetKeys.ALL, CoordinatorKeys.ALL)
            .flatMap(Collection::stream).sorted(Comparator.comparing(Key::name)).toList();
    private static final Map<String, Key<?>> BY_NAME = KEYS.stream()
            .collect(Collectors.toUnmodifiableMap(Key::name, k -> k));

    private final Map<String, String> properties;
    private final Map<String, String> clusterOverrides;
    private final Map<String, String> brokerOverrides;
    private final Map<Key<?>, Object> values;

    private BrokerConfig(Map<String, String> properties, Map<String, String> cluster, Map<String, String> broker) {
        this.properties = Map.copyOf(properties);
        this.clusterOverrides = Map.copyOf(cluster);
        this.brokerOverrides = Map.copyOf(broker);
        Map<Key<?>, Object> parsed = new HashMap<>();
        for (Key<?> key : KEYS) {
            String text = text(key);
            parsed.put(key, text == null ? key.defaultValue() : key.parse(text));
        }
        this.values = Collections.unmodifiableMap(parsed);
    }

    /** Parses and checks server.properties; throws {@link ConfigError}. */
    public static BrokerConfig of(Map<String, String> properties) {
        return new BrokerConfig(properties, Map.of(), Map.of());
    }

    /** The same broker with other dynamic values: those of all brokers ({@code <default>}) and those of this one. */
    public BrokerConfig with(Map<String, String> clusterWide, Map<String, String> thisBroker) {
        return new BrokerConfig(properties, clusterWide, thisBroker);
    }

    /** Every declared broker key, in the order of their names. */
    public static List<Key<?>> keys() {
        return KEYS;
    }

    /** Null when there is no such broker key. */
    public static Key<?> key(String name) {
        return BY_NAME.get(name);
    }

    /** The value, or the key's default, which may be null. */
    @SuppressWarnings("unchecked")
    public <T> T get(Key<T> key) {
        return (T) values.get(key);
    }

    /** Broker id: broker.id, or node.id where that is set; -1 when neither is. */
    public int brokerId() {
        int id = get(ReplicaKeys.BROKER_ID);
        return id >= 0 ? id : get(ReplicaKeys.NODE_ID);
    }

    /** log.dirs, or log.dir where that is not set. */
    public List<String> logDirs() {
        List<String> dirs = get(LogKeys.LOG_DIRS);
        return dirs != null && !dirs.isEmpty() ? dirs : List.of(get(LogKeys.LOG_DIR).split("\\s*,\\s*"));
    }

    /**
     * A property as it was written, declared or not (listener-prefixed keys, for instance); null when it is not set.
     */
    public String raw(String name) {
        String value = brokerOverrides.getOrDefault(name, clusterOverrides.get(name));
        return value != null ? value : properties.get(name);
    }

    /** Names in the properties which mean nothing here and nothing to Kafka either: to be reported at start. */
    public Set<String> unknown() {
        return properties.keySet().stream().filter(n -> !BY_NAME.containsKey(n) && !KafkaKeys.knows(n))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names in the properties which Kafka acts upon and this broker does not: to be reported at start. */
    public Set<String> notActedUpon() {
        return properties.keySet().stream().filter(n -> !BY_NAME.containsKey(n) && KafkaKeys.knows(n))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What DescribeConfigs tells of this broker. */
    public List<Entry> describe() {
        return KEYS.stream().map(this::describe).toList();
    }

    private Entry describe(Key<?> key) {
        List<Entry.Synonym> synonyms = synonyms(key);
        Source source = synonyms.isEmpty() ? Source.DEFAULT_CONFIG : synonyms.getFirst().source();
        String value = key.sensitive() ? null : key.print(get(key));
        return new Entry(key.name(), value, source, key.type(), key.scope() == Key.Scope.READ_ONLY, key.sensitive(),
                key.doc(), synonyms);
    }

    /** Every place that sets this key, strongest first. */
    List<Entry.Synonym> synonyms(Key<?> key) {
        List<Entry.Synonym> all = new ArrayList<>();
        add(all, key, brokerOverrides.get(key.name()), Source.DYNAMIC_BROKER_CONFIG);
        add(all, key, clusterOverrides.get(key.name()), Source.DYNAMIC_DEFAULT_BROKER_CONFIG);
        add(all, key, properties.get(key.name()), Source.STATIC_BROKER_CONFIG);
        if (key.defaultValue() != null) add(all, key, key.print(key.defaultValue()), Source.DEFAULT_CONFIG);
        return all;
    }

    private static void add(List<Entry.Synonym> all, Key<?> key, String value, Source source) {
        if (value != null) all.add(new Entry.Synonym(key.name(), key.sensitive() ? null : value, source));
    }

    private String text(Key<?> key) {
        return raw(key.name());
    }
}
