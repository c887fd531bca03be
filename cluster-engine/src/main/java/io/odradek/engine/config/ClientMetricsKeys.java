package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofInt;
import static io.odradek.engine.config.Key.ofList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys of a subscription to clients' metrics (KIP-714). Subscriptions are kept and told; no client is asked for
 * its metrics yet.
 */
public final class ClientMetricsKeys {
    static final Key<Integer> INTERVAL_MS = ofInt("interval.ms", 300_000,
            "Milliseconds between two pushes of a client.").between(100, 3_600_000);
    static final Key<List<String>> MATCH = ofList("match", List.of(),
            "Which clients: KEY=PATTERN; none for all of them.");
    static final Key<List<String>> METRICS = ofList("metrics", List.of(),
            "Prefixes of the names of the metrics; * for all.");
    private static final List<Key<?>> ALL = List.of(INTERVAL_MS, MATCH, METRICS);

    private ClientMetricsKeys() {}

    /** Null when there is no such key. */
    public static Key<?> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst().orElse(null);
    }

    /** Throws {@link ConfigError}. */
    public static void validate(Map<String, String> overrides) {
        overrides.forEach((name, value) -> {
            Key<?> key = named(name);
            if (key == null) throw new ConfigError("Unknown client metrics configuration: " + name);
            key.parse(value);
        });
    }

    /** What DescribeConfigs tells: every key where something was set, nothing where nothing was. */
    public static List<Entry> describe(Map<String, String> overrides) {
        List<Entry> all = new ArrayList<>();
        for (Key<?> key : ALL) {
            String own = overrides.get(key.name());
            Source source = own == null ? Source.DEFAULT_CONFIG : Source.DYNAMIC_CLIENT_METRICS_CONFIG;
            String value = own == null ? key.print(key.defaultValue()) : own;
            List<Entry.Synonym> synonyms = own == null ? List.of()
                    : List.of(new Entry.Synonym(key.name(), own, source));
            all.add(new Entry(key.name(), value, source, key.type(), false, false, key.doc(), synonyms));
        }
        return all;
    }
}
