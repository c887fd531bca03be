package io.odradek.engine.metadata;

import io.odradek.engine.wire.Uuid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A change being made to a picture, and afterwards what was changed. Filled by one thread inside {@link
 * Metadata#update};
 * subscribers get it frozen, with {@link #before} and {@link #after} set.
 */
public final class ImageDelta {
    private final ClusterImage before;
    private ClusterImage after;
    private String clusterId;
    private int controllerId;
    private Map<Integer, BrokerImage> brokers;
    private final Map<String, List<PartitionImage>> touched = new HashMap<>();
    private final Map<String, Uuid> ids = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<TopicPartition> partitions = new HashSet<>();
    private final Map<ConfigEntity, Map<String, String>> configs = new HashMap<>();

    ImageDelta(ClusterImage before) {
        this.before = before;
        clusterId = before.clusterId();
        controllerId = before.controllerId();
        brokers = before.brokers();
    }

    public ImageDelta clusterId(String id) {
        clusterId = id;
        return this;
    }

    public ImageDelta controllerId(int id) {
        controllerId = id;
        return this;
    }

    /** Replaces all brokers: UpdateMetadata always carries every live one. */
    public ImageDelta brokers(Map<Integer, BrokerImage> all) {
        // In the order of their ids: answers are then the same in every run of a simulation.
        brokers = Collections.unmodifiableMap(new TreeMap<>(all));
        return this;
    }

    /**
     * Sets one partition, making the topic where it is missing and filling gaps with {@link PartitionImage#UNKNOWN}.
     */
    public ImageDelta partition(String topic, Uuid id, int number, PartitionImage image) {
        TopicImage known = before.topic(topic);
        boolean recreated = known != null && !id.equals(Uuid.ZERO) && !known.id().equals(Uuid.ZERO) && !known.id()
                .equals(id);
        List<PartitionImage> list = touched.computeIfAbsent(topic,
                _ -> known == null || recreated ? new ArrayList<>() : new ArrayList<>(known.partitions()));
        while (list.size() <= number) list.add(PartitionImage.UNKNOWN);
        list.set(number, image);
        if (!id.equals(Uuid.ZERO) || known == null) ids.put(topic, id);
        removed.remove(topic);
        partitions.add(new TopicPartition(topic, number));
        return this;
    }

    /** Removes one partition, and with its last known one the topic: UpdateMetadata may tell a deletion in pieces. */
    public ImageDelta removePartition(String topic, int number) {
        TopicImage known = before.topic(topic);
        if (known == null && !touched.containsKey(topic) || removed.contains(topic)) return this;
        List<PartitionImage> list = touched.computeIfAbsent(topic, _ -> new ArrayList<>(known.partitions()));
        if (number < list.size()) list.set(number, PartitionImage.UNKNOWN);
        return list.stream().allMatch(p -> p == PartitionImage.UNKNOWN) ? removeTopic(topic) : this;
    }

    public ImageDelta removeTopic(String topic) {
        touched.remove(topic);
        ids.remove(topic);
        partitions.removeIf(p -> p.topic().equals(topic));
        removed.add(topic);
        return this;
    }

    /** Replaces an entity's overrides; an empty map or null removes them. */
    public ImageDelta config(ConfigEntity entity, Map<String, String> overrides) {
        configs.put(entity, overrides == null || overrides.isEmpty() ? null : Map.copyOf(overrides));
        return this;
    }

    ClusterImage apply() {
        Map<String, TopicImage> topics = new HashMap<>();
        Map<Uuid, String> names = new HashMap<>();
        for (String name : removed) {
            topics.put(name, null);
            forget(names, name);
        }
        touched.forEach((name, list) -> {
            TopicImage known = before.topic(name);
            Uuid id = ids.getOrDefault(name, known == null ? Uuid.ZERO : known.id());
            if (known != null && !known.id().equals(id)) forget(names, name);
            topics.put(name, new TopicImage(name, id, list));
            if (!id.equals(Uuid.ZERO)) names.put(id, name);
        });
        after = new ClusterImage(clusterId, controllerId, brokers, before.topics.with(topics), before.names.with(names),
                before.configs.with(configs));
        return after;
    }

    private void forget(Map<Uuid, String> names, String name) {
        TopicImage known = before.topic(name);
        if (known != null && name.equals(before.names.get(known.id()))) names.putIfAbsent(known.id(), null);
    }

    public ClusterImage before() {
        return before;
    }

    public ClusterImage after() {
        return after;
    }

    /** Partitions that were told anew, whether or not something differs. */
    public Set<TopicPartition> partitions() {
        return Collections.unmodifiableSet(partitions);
    }

    public Set<String> changedTopics() {
        return Collections.unmodifiableSet(touched.keySet());
    }

    /** Topics that were there and are gone. */
    public Set<String> removedTopics() {
        return Collections.unmodifiableSet(removed);
    }

    public boolean brokersChanged() {
        return !brokers.equals(before.brokers());
    }

    public boolean controllerChanged() {
        return controllerId != before.controllerId();
    }

    /** Entities whose overrides were set or removed: read the new ones from {@link #after}. */
    public Set<ConfigEntity> changedConfigs() {
        return Collections.unmodifiableSet(configs.keySet());
    }
}
