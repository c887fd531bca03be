package io.odradek.console.kafka;

import io.odradek.console.problem.Problem;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Properties of Kafka's clients as somebody may see and edit them. A value is secret unless its key is one that
 * Kafka's clients declare as something else than a password: what nobody knows is told to nobody.
 */
public record ClientProperties(Map<String, String> values) {

    /** What is shown of a secret, and what keeps it as it is where it comes back. */
    public static final String KEPT = "********";

    public ClientProperties {
        values = Map.copyOf(values);
    }

    /** With {@link #KEPT} in the place of each secret; by key. */
    public Map<String, String> redacted() {
        Map<String, String> shown = new TreeMap<>(values);
        secrets().forEach(key -> shown.put(key, KEPT));
        return shown;
    }

    /** Keys whose values are secret. */
    public Set<String> secrets() {
        return values.keySet().stream().filter(Predicate.not(ClientProperties::plain))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Keys that would keep the value they have. */
    public Set<String> kept() {
        return values.entrySet().stream().filter(entry -> entry.getValue().equals(KEPT)).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** With the values from before for those that are kept; Problem INVALID where there was none. */
    public ClientProperties over(ClientProperties before) {
        Map<String, String> whole = new TreeMap<>(values);
        for (String key : kept()) {
            String value = before.values.get(key);
            if (value == null) {
                throw Problem.invalid("{0} has no value to keep", key);
            }
            whole.put(key, value);
        }
        return new ClientProperties(whole);
    }

    private static boolean plain(String key) {
        return key.equals(ClusterSpec.ZOOKEEPER) || plain(AdminClientConfig.configDef(), key)
                || plain(ConsumerConfig.configDef(), key) || plain(ProducerConfig.configDef(), key);
    }

    private static boolean plain(ConfigDef known, String key) {
        ConfigDef.ConfigKey declared = known.configKeys().get(key);
        return declared != null && declared.type() != ConfigDef.Type.PASSWORD;
    }

    /** Names alone. */
    @Override
    public String toString() {
        return new TreeSet<>(values.keySet()).toString();
    }
}
