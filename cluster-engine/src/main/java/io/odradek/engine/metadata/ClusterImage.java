package io.odradek.engine.metadata;

import io.odradek.engine.wire.Uuid;

import java.util.Map;

/**
 * The cluster at one moment, immutable. Maps are in no order. A broker that is not among {@link #brokers} is not alive.
 * A fresh broker starts from {@link #EMPTY} and knows nothing until the controller's first UpdateMetadata.
 */
public final class ClusterImage {
    public static final int NO_CONTROLLER = -1;
    public static final ClusterImage EMPTY = new ClusterImage("", NO_CONTROLLER, Map.of(), Buckets.empty(),
            Buckets.empty(),
            Buckets.empty());

    final Buckets<String, TopicImage> topics;
    final Buckets<Uuid, String> names;
    final Buckets<ConfigEntity, Map<String, String>> configs;
    private final String clusterId;
    private final int controllerId;
    private final Map<Integer, BrokerImage> brokers;

    ClusterImage(String clusterId, int controllerId, Map<Integer, BrokerImage> brokers, Buckets<String,
            TopicImage> topics,
                 Buckets<Uuid, String> names, Buckets<ConfigEntity, Map<String, String>> configs) {
        this.clusterId = clusterId;
        this.controllerId = controllerId;
        this.brokers = brokers;
        this.topics = topics;
        this.names = names;
        this.configs = configs;
    }

    /** Empty until it was read from /cluster/id. */
    public String clusterId() {
        return clusterId;
    }

    /** Broker id of the controller, or {@link #NO_CONTROLLER}. */
    public int controllerId() {
        return controllerId;
    }

    public Map<Integer, BrokerImage> brokers() {
        return brokers;
    }

    /** Null where the broker is not alive. */
    public BrokerImage broker(int id) {
        return brokers.get(id);
    }

    public Map<String, TopicImage> topics() {
        return topics;
    }

    /** Null where there is no such topic. */
    public TopicImage topic(String name) {
        return topics.get(name);
    }

    /** Null where there is no such topic. */
    public TopicImage topic(Uuid id) {
        String name = names.get(id);
        return name == null ? null : topics.get(name);
    }

    /** Null where there is no such partition. */
    public PartitionImage partition(String topic, int partition) {
        TopicImage t = topics.get(topic);
        return t == null ? null : t.partition(partition);
    }

    /** All known overrides, by entity. */
    public Map<ConfigEntity, Map<String, String>> configs() {
        return configs;
    }

    /** Overrides of this entity alone, without defaults; empty where there are none. */
    public Map<String, String> config(ConfigEntity entity) {
        Map<String, String> c = configs.get(entity);
        return c == null ? Map.of() : c;
    }

    public Map<String, String> topicConfig(String topic) {
        return config(ConfigEntity.topic(topic));
    }

    /** Overrides of one broker; those for all brokers are {@code config(ConfigEntity.DEFAULT_BROKER)}. */
    public Map<String, String> brokerConfig(int id) {
        return config(ConfigEntity.broker(id));
    }
}
