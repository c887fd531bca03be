package io.odradek.console.kafka;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** Configuration of topics and brokers. */
public final class Configs {

    private final Door door;

    Configs(Door door) {
        this.door = door;
    }

    /** All keys of a topic, by name. */
    public List<ConfigRow> topic(String topic) {
        return describe(new ConfigResource(ConfigResource.Type.TOPIC, topic));
    }

    /** All keys of a broker, by name. */
    public List<ConfigRow> broker(int broker) {
        return describe(new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker)));
    }

    /** One key's value of many topics; topics that do not answer are left out. */
    public Map<String, String> ofTopics(Collection<String> topics, String key) {
        List<ConfigResource> resources = topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t))
                .toList();
        return door.talk(Sentence.of("Describe configuration"), admin -> {
            Map<String, String> values = new HashMap<>();
            for (Map.Entry<ConfigResource, KafkaFuture<Config>> entry : admin.describeConfigs(resources).values()
                    .entrySet()) {
                try {
                    ConfigEntry value = entry.getValue().get(Door.TIMEOUT_MS, TimeUnit.MILLISECONDS).get(key);
                    if (value != null && value.value() != null) {
                        values.put(entry.getKey().name(), value.value());
                    }
                } catch (ExecutionException e) {
                    // Deleted meanwhile, or not for us to see: its row stays without the value.
                    continue;
                }
            }
            return values;
        });
    }

    /** Sets (or, for null, resets) keys of a topic; only validates when asked to. */
    public void alterTopic(String topic, Map<String, String> changes, boolean validateOnly) {
        alter(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes, validateOnly);
    }

    /** Sets (or, for null, resets) keys of a broker; only validates when asked to. */
    public void alterBroker(int broker, Map<String, String> changes, boolean validateOnly) {
        alter(new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker)), changes, validateOnly);
    }

    private void alter(ConfigResource resource, Map<String, String> changes, boolean validateOnly) {
        if (changes.isEmpty()) {
            throw Problem.invalid("no key to change");
        }
        List<AlterConfigOp> ops = new ArrayList<>(changes.size());
        changes.forEach((key, value) -> ops.add(new AlterConfigOp(new ConfigEntry(key, value == null ? "" : value),
                value == null ? OpType.DELETE : OpType.SET)));
        door.ask(Sentence.of("Configure {0}", name(resource)), admin ->
                admin.incrementalAlterConfigs(Map.of(resource, ops), new AlterConfigsOptions()
                        .validateOnly(validateOnly)).all());
    }

    private List<ConfigRow> describe(ConfigResource resource) {
        DescribeConfigsOptions options = new DescribeConfigsOptions().includeSynonyms(true).includeDocumentation(true);
        Config config = door.ask(Sentence.of("Configuration of {0}", name(resource)), admin ->
                admin.describeConfigs(List.of(resource), options).values().get(resource));
        return config.entries().stream().map(Configs::row).sorted(Comparator.comparing(ConfigRow::name)).toList();
    }

    private static Sentence name(ConfigResource resource) {
        return resource.type() == ConfigResource.Type.TOPIC ? Sentence.of("topic {0}", resource.name())
                : Sentence.of("broker {0}", resource.name());
    }

    private static ConfigRow row(ConfigEntry entry) {
        boolean overridden = switch (entry.source()) {
            case DYNAMIC_TOPIC_CONFIG, DYNAMIC_BROKER_CONFIG, DYNAMIC_DEFAULT_BROKER_CONFIG, STATIC_BROKER_CONFIG ->
                    true;
            default -> false;
        };
        String documentation = entry.documentation() == null ? "" : entry.documentation();
        List<ConfigRow.Synonym> synonyms = entry.synonyms().stream()
                .map(s -> new ConfigRow.Synonym(s.name(), s.value(), s.source().name())).toList();
        ConfigSource source = entry.source();
        return new ConfigRow(entry.name(), entry.isSensitive() ? null : entry.value(), source.name(), entry.type()
                .name(), overridden,
                entry.isReadOnly(), entry.isSensitive(), documentation, synonyms);
    }
}
