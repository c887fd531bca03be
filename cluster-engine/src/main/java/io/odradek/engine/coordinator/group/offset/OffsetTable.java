package io.odradek.engine.coordinator.group.offset;

import io.odradek.engine.metadata.TopicPartition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Offsets by group, topic and partition. */
final class OffsetTable {
    private final Map<String, Map<String, Map<Integer, Committed>>> groups = new HashMap<>();
    private int size;

    Committed get(String groupId, String topic, int partition) {
        Map<Integer, Committed> p = topics(groupId).get(topic);
        return p == null ? null : p.get(partition);
    }

    /** Empty where there are none; not to be changed. */
    Map<String, Map<Integer, Committed>> topics(String groupId) {
        return groups.getOrDefault(groupId, Map.of());
    }

    Set<String> groupIds() {
        return groups.keySet();
    }

    int size() {
        return size;
    }

    void put(String groupId, TopicPartition p, Committed offset) {
        Committed old = groups.computeIfAbsent(groupId, g -> new HashMap<>())
                .computeIfAbsent(p.topic(), t -> new HashMap<>()).put(p.partition(), offset);
        if (old == null) size++;
    }

    void remove(String groupId, TopicPartition p) {
        Map<String, Map<Integer, Committed>> topics = groups.get(groupId);
        Map<Integer, Committed> partitions = topics == null ? null : topics.get(p.topic());
        if (partitions == null || partitions.remove(p.partition()) == null) return;
        size--;
        if (partitions.isEmpty()) topics.remove(p.topic());
        if (topics.isEmpty()) groups.remove(groupId);
    }

    interface Visitor {
        void visit(String groupId, TopicPartition partition, Committed offset);
    }

    void forEach(Visitor v) {
        groups.forEach((g, topics) -> forEach(g, v));
    }

    void forEach(String groupId, Visitor v) {
        topics(groupId).forEach((t, partitions) ->
                partitions.forEach((p, c) -> v.visit(groupId, new TopicPartition(t, p), c)));
    }
}
