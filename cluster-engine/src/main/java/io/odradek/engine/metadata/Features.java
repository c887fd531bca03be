package io.odradek.engine.metadata;

import java.util.Map;
import java.util.TreeMap;

/**
 * Features that clients may use (KIP-584): what all brokers of the cluster support, or less, where somebody chose so.
 *
 * @param epoch     grows with every change, the same on every broker that knows as much; -1: not known yet
 * @param finalized level by feature; one that may not be used, or that some broker does not support, is left out
 */
public record Features(long epoch, Map<String, Integer> finalized) {
    public static final String TRANSACTION = "transaction.version";
    public static final String GROUP = "group.version";
    public static final String STREAMS = "streams.version";
    /** The highest level of each feature here, as of Kafka 4.3; the lowest is 0. */
    public static final Map<String, Integer> SUPPORTED = Map.of(TRANSACTION, 2, GROUP, 1, STREAMS, 1);
    public static final Features UNKNOWN = new Features(-1, Map.of());

    public Features {
        finalized = Map.copyOf(finalized);
    }

    /** Whether the feature may be used at all. While nothing is known yet, nobody is turned away. */
    public boolean allows(String feature) {
        return epoch < 0 || finalized.getOrDefault(feature, 0) > 0;
    }

    /** What a cluster of brokers with these highest levels has in common. */
    public static Features common(long epoch, Iterable<? extends Map<String, Integer>> brokers) {
        Map<String, Integer> least = new TreeMap<>(SUPPORTED);
        for (Map<String, Integer> broker : brokers) {
            least.replaceAll((name, level) -> Math.min(level, broker.getOrDefault(name, 0)));
        }
        least.values().removeIf(level -> level == 0);
        return new Features(epoch, least);
    }
}
