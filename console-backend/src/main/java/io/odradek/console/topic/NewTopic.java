package io.odradek.console.topic;

import java.util.Map;

/**
 * A topic to create.
 *
 * @param partitions        -1 for the broker's default
 * @param replicationFactor -1 for the broker's default
 * @param configs           overrides by Kafka's names
 */
public record NewTopic(String name, int partitions, int replicationFactor, Map<String, String> configs) {

    public NewTopic {
        configs = Map.copyOf(configs);
    }
}
