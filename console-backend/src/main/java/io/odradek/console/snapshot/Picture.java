package io.odradek.console.snapshot;

import io.odradek.console.kafka.ClusterFacts;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts a sweep's answers together into a {@link Snapshot}. Pure. */
final class Picture {

    private final String cluster;
    private final Snapshot before;
    private final long nowMs;

    Picture(String cluster, Snapshot before, long nowMs) {
        this.cluster = cluster;
        this.before = before;
        this.nowMs = nowMs;
    }

    /** What is measured beside the description; a missing entry is unknown. */
    record Measured(Map<Place, Long> first, Map<Place, Long> last, Map<Integer, List<DirFacts>> dirs) {
    }

    Snapshot of(ClusterFacts described, Map<String, TopicFacts> facts, Measured measured, Sentence trouble) {
        Map<Integer, Map<Place, Long>> sizes = sizes(measured.dirs());
        TreeMap<String, TopicState> topics = new TreeMap<>();
        facts.values().forEach(topic -> topics.put(topic.name(), topic(topic, measured, sizes)));
        List<BrokerState> brokers = brokers(described, topics, measured.dirs());
        return new Snapshot(cluster, nowMs, nowMs, true, trouble, described.clusterId(), described.controller(),
                brokers,
                java.util.Collections.unmodifiableSortedMap(topics), totals(topics));
    }

    private TopicState topic(TopicFacts facts, Measured measured, Map<Integer, Map<Place, Long>> sizes) {
        List<PartitionState> partitions = new ArrayList<>(facts.partitions().size());
        for (TopicFacts.Partition partition : facts.partitions()) {
            Place place = new Place(facts.name(), partition.partition());
            long size = sizes.getOrDefault(partition.leader(), Map.of()).getOrDefault(place, -1L);
            partitions.add(new PartitionState(partition.partition(), partition.leader(), -1, partition.replicas(),
                    partition.isr(),
                    measured.first().getOrDefault(place, -1L), measured.last().getOrDefault(place, -1L), size));
        }
        long messages = sum(partitions.stream().mapToLong(PartitionState::messages).toArray());
        long size = sum(partitions.stream().mapToLong(PartitionState::sizeBytes).toArray());
        int factor = partitions.isEmpty() ? 0 : partitions.getFirst().replicas().size();
        return new TopicState(facts.name(), facts.topicId(), facts.internal(), List.copyOf(partitions), factor,
                (int) partitions.stream().filter(PartitionState::underReplicated).count(),
                (int) partitions.stream().filter(PartitionState::offline).count(), messages, size,
                rate(before.topics().get(facts.name()), facts.topicId(), partitions));
    }

    private double rate(TopicState old, String topicId, List<PartitionState> partitions) {
        double seconds = (nowMs - before.takenMs()) / 1_000.0;
        if (old == null || !old.topicId().equals(topicId) || seconds <= 0) {
            return -1;
        }
        long appended = 0;
        int compared = 0;
        for (int i = 0; i < Math.min(partitions.size(), old.partitions().size()); i++) {
            long from = old.partitions().get(i).endOffset();
            long to = partitions.get(i).endOffset();
            if (from >= 0 && to >= 0) {
                appended += Math.max(0, to - from);
                compared++;
            }
        }
        return compared == 0 ? -1 : appended / seconds;
    }

    private List<BrokerState> brokers(ClusterFacts described, Map<String, TopicState> topics,
            Map<Integer, List<DirFacts>> dirs) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (TopicState topic : topics.values()) {
            for (PartitionState partition : topic.partitions()) {
                partition.replicas().forEach(id -> counts.computeIfAbsent(id, _ -> new int[3])[1]++);
                partition.isr().forEach(id -> counts.computeIfAbsent(id, _ -> new int[3])[2]++);
                if (partition.leader() >= 0) {
                    counts.computeIfAbsent(partition.leader(), _ -> new int[3])[0]++;
                }
            }
        }
        Map<Integer, ClusterFacts.Node> online = new HashMap<>();
        described.brokers().forEach(node -> online.put(node.id(), node));
        TreeSet<Integer> ids = new TreeSet<>(counts.keySet());
        ids.addAll(online.keySet());
        // A broker that holds nothing and is gone stays known while this console runs.
        before.brokers().forEach(broker -> ids.add(broker.id()));
        return ids.stream()
                .map(id -> broker(id, online.get(id), described.controller(), counts.getOrDefault(id, new int[3]),
                dirs.get(id))).toList();
    }

    private BrokerState broker(int id, ClusterFacts.Node node, int controller, int[] counts, List<DirFacts> dirs) {
        BrokerState old = before.brokers().stream().filter(broker -> broker.id() == id).findFirst().orElse(null);
        String host = node != null ? node.host() : old != null ? old.host() : "";
        int port = node != null ? node.port() : old != null ? old.port() : -1;
        String rack = node != null ? node.rack() : old != null ? old.rack() : null;
        long size = dirs == null ? -1 : dirs.stream().flatMap(dir -> dir.sizes().values().stream())
                .mapToLong(Long::longValue).sum();
        long usable = dirs == null ? -1 : sum(dirs.stream().mapToLong(DirFacts::usableBytes).toArray());
        long total = dirs == null ? -1 : sum(dirs.stream().mapToLong(DirFacts::totalBytes).toArray());
        return new BrokerState(id, host, port, rack, node != null, id == controller, counts[0], counts[1], counts[2],
                size, usable, total,
                "");
    }

    private Snapshot.Totals totals(Map<String, TopicState> topics) {
        int internal = 0;
        int partitions = 0;
        int under = 0;
        int offline = 0;
        double rate = -1;
        for (TopicState topic : topics.values()) {
            internal += topic.internal() ? 1 : 0;
            partitions += topic.partitions().size();
            under += topic.underReplicated();
            offline += topic.offline();
            if (topic.recordsPerSecond() >= 0) {
                rate = Math.max(0, rate) + topic.recordsPerSecond();
            }
        }
        long messages = sum(topics.values().stream().mapToLong(TopicState::messages).toArray());
        long size = sum(topics.values().stream().mapToLong(TopicState::sizeBytes).toArray());
        return new Snapshot.Totals(internal, partitions, under, offline, messages, size, rate, growth(topics));
    }

    private double growth(Map<String, TopicState> topics) {
        double seconds = (nowMs - before.takenMs()) / 1_000.0;
        if (!before.known() || seconds <= 0 || before.totals().sizeBytes() < 0 && !before.topics().isEmpty()) {
            return -1;
        }
        long grown = 0;
        for (TopicState topic : topics.values()) {
            TopicState old = before.topics().get(topic.name());
            if (old != null && old.sizeBytes() >= 0 && topic.sizeBytes() >= 0) {
                grown += Math.max(0, topic.sizeBytes() - old.sizeBytes());
            }
        }
        return grown / seconds;
    }

    private static Map<Integer, Map<Place, Long>> sizes(Map<Integer, List<DirFacts>> dirs) {
        Map<Integer, Map<Place, Long>> sizes = new HashMap<>();
        dirs.forEach((broker, list) -> list.forEach(dir -> sizes.computeIfAbsent(broker, _ -> new HashMap<>())
                .putAll(dir.sizes())));
        return sizes;
    }

    /** The sum of what is known; -1 when nothing is (or there is nothing). */
    private static long sum(long[] values) {
        long sum = 0;
        boolean known = false;
        for (long value : values) {
            if (value >= 0) {
                sum += value;
                known = true;
            }
        }
        return known ? sum : -1;
    }
}
