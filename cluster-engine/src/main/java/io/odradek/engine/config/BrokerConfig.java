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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A broker's configuration: the properties it was started with, and the dynamic ones of the cluster and of this broker
 * above
 * them. Immutable; {@link #with} makes the next one.
 */
public final class BrokerConfig {
    private static final List<Key<?>> KEYS = Stream.of(LogKeys.ALL, ReplicaKeys.ALL, NetKeys.ALL, CoordinatorKeys.ALL,
            ZookeeperKeys.ALL)
            .flatMap(Collection::stream).sorted(Comparator.comparing(Key::name)).toList();
    private static final Map<String, Key<?>> BY_NAME = KEYS.stream()
            .collect(Collectors.toUnmodifiableMap(Key::name, k -> k));
    /** Pools that may be doubled or halved at once, and no more. */
    private static final List<Key<Integer>> THREADS = List.of(NetKeys.NUM_NETWORK_THREADS, NetKeys.NUM_IO_THREADS,
            NetKeys.BACKGROUND_THREADS, LogKeys.RECOVERY_THREADS, ReplicaKeys.NUM_REPLICA_FETCHERS);
    private static final Pattern OF_LISTENER = Pattern.compile("listener\\.name\\.[^.]*\\.(.*)");

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

    /**
     * What must hold between keys, and between this and the configuration of now, for a dynamic change; throws {@link
     * ConfigError} with Kafka's message.
     */
    public void checkRelations(BrokerConfig now) {
        int threads = get(LogKeys.CLEANER_THREADS);
        int current = now.get(LogKeys.CLEANER_THREADS);
        if (threads < 1) throw new ConfigError("Log cleaner threads should be at least 1");
        if (threads < current / 2) throw new ConfigError(
                "Log cleaner threads cannot be reduced to less than half the current value " + current);
        if (threads > current * 2L) throw new ConfigError(
                "Log cleaner threads cannot be increased to more than double the current value " + current);
        if (get(LogKeys.CLEANER_DEDUPE_BUFFER_SIZE) / get(LogKeys.CLEANER_THREADS) <= 1 << 20) {
            throw new ConfigError("log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.");
        }
        for (Key<Integer> key : THREADS) checkThreads(key, get(key), now.get(key));
    }

    private static void checkThreads(Key<Integer> key, int threads, int current) {
        String failed = "Dynamic thread count update validation failed for " + key.name() + "=" + threads + ", value ";
        if (threads < 1) throw new ConfigError(failed + "should be at least 1");
        if (threads < current / 2) {
            throw new ConfigError(failed + "should be at least half the current value " + current);
        }
        if (threads > current * 2L) {
            throw new ConfigError(failed + "should not be greater than double the current value " + current);
        }
    }

    /** Every declared broker key, in the order of their names. */
    public static List<Key<?>> keys() {
        return KEYS;
    }

    /** The key that a name with a listener's prefix sets for this listener alone; null where it has none. */
    public static Key<?> listenerKey(String name) {
        Matcher prefixed = OF_LISTENER.matcher(name);
        return prefixed.matches() ? BY_NAME.get(prefixed.group(1)) : null;
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

    /** What the broker was started with, for plug-ins to find their own keys in. */
    Map<String, String> properties() {
        return properties;
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

    /** What DescribeConfigs tells of this broker: every declared key, and what else was set by whatever name. */
    public List<Entry> describe() {
        Set<String> others = new TreeSet<>(properties.keySet());
        others.addAll(clusterOverrides.keySet());
        others.addAll(brokerOverrides.keySet());
        others.removeAll(BY_NAME.keySet());
        return Stream.concat(KEYS.stream().filter(this::told).map(this::describe),
                others.stream().map(this::describe)).toList();
    }

    /** A throttle that nobody has set is not told: tools take its absence for "none". */
    private boolean told(Key<?> key) {
        boolean throttle = key == NetKeys.LEADER_THROTTLED_RATE || key == NetKeys.FOLLOWER_THROTTLED_RATE
                || key == NetKeys.ALTER_LOG_DIRS_RATE;
        return !throttle || raw(key.name()) != null;
    }

    /** A name that no key has may hold a secret, so its value is not told, as with Kafka. */
    private Entry describe(String other) {
        Key<?> base = listenerKey(other);
        boolean sensitive = base == null || base.sensitive();
        List<Entry.Synonym> synonyms = new ArrayList<>();
        addSet(synonyms, other, sensitive);
        Type type = base == null ? Type.PASSWORD : base.type();
        String value = sensitive ? null : raw(other);
        return new Entry(other, value, synonyms.getFirst().source(), type,
                base != null && base.scope() == Key.Scope.READ_ONLY, sensitive, base == null ? null : base.doc(),
                synonyms);
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
        addSet(all, key.name(), key.sensitive());
        if (key.defaultValue() != null) {
            String value = key.sensitive() ? null : key.print(key.defaultValue());
            all.add(new Entry.Synonym(key.name(), value, Source.DEFAULT_CONFIG));
        }
        return all;
    }

    private void addSet(List<Entry.Synonym> all, String name, boolean sensitive) {
        add(all, name, sensitive, brokerOverrides, Source.DYNAMIC_BROKER_CONFIG);
        add(all, name, sensitive, clusterOverrides, Source.DYNAMIC_DEFAULT_BROKER_CONFIG);
        add(all, name, sensitive, properties, Source.STATIC_BROKER_CONFIG);
    }

    private static void add(List<Entry.Synonym> all, String name, boolean sensitive, Map<String, String> from,
            Source source) {
        String value = from.get(name);
        if (value != null) all.add(new Entry.Synonym(name, sensitive ? null : value, source));
    }

    private String text(Key<?> key) {
        return raw(key.name());
    }
}
