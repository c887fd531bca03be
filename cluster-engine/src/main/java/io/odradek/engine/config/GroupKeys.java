package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofBool;
import static io.odradek.engine.config.Key.ofInt;
import static io.odradek.engine.config.Key.ofString;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys that a single group may set (KIP-848, KIP-932, KIP-1071), each with the broker keys that give its default
 * and its bounds. Consumer and streams groups heed theirs; those of share groups are kept for the day there are any.
 */
public final class GroupKeys {
    /** Broker keys of one group key; null where there is none. */
    record Declared(Key<?> key, Key<?> standard, Key<Integer> least, Key<Integer> most) {}

    private static final List<Declared> DECLARED = new ArrayList<>();

    public static final Key<Integer> CONSUMER_SESSION_TIMEOUT_MS = own(CoordinatorKeys.CONSUMER_SESSION, 1,
            "Milliseconds after which a silent member leaves the consumer group.");
    public static final Key<Integer> CONSUMER_HEARTBEAT_INTERVAL_MS = own(CoordinatorKeys.CONSUMER_HEARTBEAT, 1,
            "Milliseconds between the heartbeats of the consumer group's members.");
    public static final Key<Integer> CONSUMER_ASSIGNMENT_INTERVAL_MS = own(CoordinatorKeys.CONSUMER_ASSIGNMENT, 0,
            "Milliseconds between two assignments of the consumer group at least.");
    public static final Key<Integer> STREAMS_SESSION_TIMEOUT_MS = own(CoordinatorKeys.STREAMS_SESSION, 1,
            "Milliseconds after which a silent member leaves the streams group.");
    public static final Key<Integer> STREAMS_HEARTBEAT_INTERVAL_MS = own(CoordinatorKeys.STREAMS_HEARTBEAT, 1,
            "Milliseconds between the heartbeats of the streams group's members.");
    public static final Key<Integer> STREAMS_NUM_STANDBY_REPLICAS = add(ofInt("streams.num.standby.replicas", 0,
            "Standby tasks per task.").atLeast(0), CoordinatorKeys.GROUP_STREAMS_NUM_STANDBY_REPLICAS, null,
            CoordinatorKeys.GROUP_STREAMS_MAX_STANDBY_REPLICAS);
    public static final Key<Integer> STREAMS_INITIAL_REBALANCE_DELAY_MS =
            add(ofInt("streams.initial.rebalance.delay.ms", 3000,
            "Milliseconds a new streams group waits for more members.").atLeast(0),
            CoordinatorKeys.GROUP_STREAMS_INITIAL_REBALANCE_DELAY_MS, null, null);
    public static final Key<Integer> STREAMS_ASSIGNMENT_INTERVAL_MS = own(CoordinatorKeys.STREAMS_ASSIGNMENT, 0,
            "Milliseconds between two assignments of the streams group at least.");
    static final Key<Integer> SHARE_SESSION_TIMEOUT_MS = own(CoordinatorKeys.SHARE_SESSION, 1,
            "Milliseconds after which a silent member leaves the share group.");
    static final Key<Integer> SHARE_HEARTBEAT_INTERVAL_MS = own(CoordinatorKeys.SHARE_HEARTBEAT, 1,
            "Milliseconds between the heartbeats of the share group's members.");
    static final Key<Integer> SHARE_ASSIGNMENT_INTERVAL_MS = own(CoordinatorKeys.SHARE_ASSIGNMENT, 0,
            "Milliseconds between two assignments of the share group at least.");
    static final Key<Integer> SHARE_RECORD_LOCK_DURATION_MS = add(ofInt("share.record.lock.duration.ms", 30_000,
            "Milliseconds a delivered record stays held for its consumer.").atLeast(1000),
            CoordinatorKeys.GROUP_SHARE_RECORD_LOCK_DURATION_MS,
            CoordinatorKeys.GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS,
            CoordinatorKeys.GROUP_SHARE_MAX_RECORD_LOCK_DURATION_MS);
    static final Key<Integer> SHARE_DELIVERY_COUNT_LIMIT = add(ofInt("share.delivery.count.limit", 5,
            "Times a record is delivered at most.").atLeast(2), CoordinatorKeys.GROUP_SHARE_DELIVERY_COUNT_LIMIT,
            CoordinatorKeys.GROUP_SHARE_MIN_DELIVERY_COUNT_LIMIT,
            CoordinatorKeys.GROUP_SHARE_MAX_DELIVERY_COUNT_LIMIT);
    static final Key<Integer> SHARE_PARTITION_MAX_RECORD_LOCKS = add(ofInt("share.partition.max.record.locks", 2000,
            "Records of a partition that are held at once at most.").atLeast(100),
            CoordinatorKeys.GROUP_SHARE_PARTITION_MAX_RECORD_LOCKS,
            CoordinatorKeys.GROUP_SHARE_MIN_PARTITION_MAX_RECORD_LOCKS,
            CoordinatorKeys.GROUP_SHARE_MAX_PARTITION_MAX_RECORD_LOCKS);
    static final Key<String> SHARE_AUTO_OFFSET_RESET = add(ofString("share.auto.offset.reset", "latest",
            "Where a share group begins: earliest, latest, or by_duration: and how far back."), null, null, null);
    static final Key<String> SHARE_ISOLATION_LEVEL = add(ofString("share.isolation.level", "read_uncommitted",
            "Which records of transactions a share group gets.").oneOf("read_committed", "read_uncommitted"),
            null, null, null);
    static final Key<Boolean> SHARE_RENEW_ACKNOWLEDGE_ENABLE = add(ofBool("share.renew.acknowledge.enable", true,
            "Whether a consumer of a share group may hold a record for longer."), null, null, null);

    static final List<Declared> ALL =
            DECLARED.stream().sorted(Comparator.comparing(d -> d.key().name())).toList();
    private static final Map<String, Declared> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(d -> d.key().name(), d -> d));

    private GroupKeys() {}

    private static <T> Key<T> add(Key<T> key, Key<T> standard, Key<Integer> least, Key<Integer> most) {
        DECLARED.add(new Declared(key, standard, least, most));
        return key;
    }

    /** The group's key of an interval is named as the broker's, without "group." before it. */
    private static Key<Integer> own(GroupInterval broker, int floor, String doc) {
        String name = broker.standard().name().substring("group.".length());
        return add(ofInt(name, broker.standard().defaultValue(), doc).atLeast(floor), broker.standard(),
                broker.least(), broker.most());
    }

    /** Null when there is no such key of a group. */
    public static Key<?> named(String name) {
        Declared declared = BY_NAME.get(name);
        return declared == null ? null : declared.key();
    }

    /**
     * The group's value: its own where it has one, moved into the broker's bounds (which may have changed since it was
     * set), else the broker's.
     */
    @SuppressWarnings("unchecked")
    public static <T> T value(BrokerConfig broker, Map<String, String> overrides, Key<T> key) {
        Declared declared = BY_NAME.get(key.name());
        String own = overrides.get(key.name());
        if (own == null) return declared.standard() == null ? key.defaultValue() : (T) broker.get(declared.standard());
        T value = key.parse(own);
        if (!(value instanceof Integer number)) return value;
        int least = declared.least() == null ? Integer.MIN_VALUE : broker.get(declared.least());
        int most = declared.most() == null ? Integer.MAX_VALUE : broker.get(declared.most());
        return (T) Integer.valueOf(Math.max(least, Math.min(number, Math.max(least, most))));
    }

    /** True where somebody set the key, for the group or for the broker: {@link #value} is no mere default. */
    public static boolean isSet(BrokerConfig broker, Map<String, String> overrides, Key<?> key) {
        Key<?> standard = BY_NAME.get(key.name()).standard();
        return overrides.containsKey(key.name()) || standard != null && broker.raw(standard.name()) != null;
    }

    /** Checks what a client asks for, with Kafka's sentences; throws {@link ConfigError}. */
    public static void validate(BrokerConfig broker, Map<String, String> overrides) {
        overrides.forEach((name, value) -> {
            Declared declared = BY_NAME.get(name);
            if (declared == null) throw new ConfigError("Unknown group config name: " + name);
            Object parsed = declared.key().parse(value);
            if (declared.key() == SHARE_AUTO_OFFSET_RESET) checkReset(value);
            if (!(parsed instanceof Integer number)) return;
            if (declared.least() != null && number < broker.get(declared.least())) {
                throw new ConfigError(name + " must be greater than or equal to " + declared.least());
            }
            if (declared.most() != null && number > broker.get(declared.most())) {
                throw new ConfigError(name + " must be less than or equal to " + declared.most());
            }
        });
        longer(broker, overrides, CONSUMER_SESSION_TIMEOUT_MS, CONSUMER_HEARTBEAT_INTERVAL_MS);
        longer(broker, overrides, SHARE_SESSION_TIMEOUT_MS, SHARE_HEARTBEAT_INTERVAL_MS);
        longer(broker, overrides, STREAMS_SESSION_TIMEOUT_MS, STREAMS_HEARTBEAT_INTERVAL_MS);
    }

    private static void longer(BrokerConfig broker, Map<String, String> overrides, Key<Integer> session,
            Key<Integer> heartbeat) {
        if (value(broker, overrides, session) <= value(broker, overrides, heartbeat)) {
            throw new ConfigError(session + " must be greater than " + heartbeat);
        }
    }

    private static void checkReset(String value) {
        boolean fine = value.equals("earliest") || value.equals("latest")
                || value.matches("by_duration:P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?");
        if (!fine) {
            throw ConfigError.invalid(SHARE_AUTO_OFFSET_RESET.name(), value, "The value must be either 'earliest', "
                    + "'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.");
        }
    }

    /** What DescribeConfigs tells of a group, in the order of the names. */
    public static List<Entry> describe(BrokerConfig broker, Map<String, String> overrides) {
        List<Entry> all = new ArrayList<>();
        for (Declared declared : ALL) {
            Key<?> key = declared.key();
            List<Entry.Synonym> synonyms = new ArrayList<>();
            String own = overrides.get(key.name());
            if (own != null) synonyms.add(new Entry.Synonym(key.name(), own, Source.DYNAMIC_GROUP_CONFIG));
            if (declared.standard() != null) synonyms.addAll(broker.synonyms(declared.standard()));
            else synonyms.add(new Entry.Synonym(key.name(), key.print(key.defaultValue()), Source.DEFAULT_CONFIG));
            all.add(new Entry(key.name(), key.print(value(broker, overrides, key)), synonyms.getFirst().source(),
                    key.type(), false, false, key.doc(), synonyms));
        }
        return all;
    }
}
