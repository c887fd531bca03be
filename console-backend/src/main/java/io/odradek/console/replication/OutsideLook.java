package io.odradek.console.replication;

import io.odradek.console.kafka.ClusterFacts;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.EndFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What Kafka's protocol tells clients of replicas: leaders' offsets, in-sync replicas, sizes on disks. Used once. */
final class OutsideLook {

    private final Door door;
    private final List<Sentence> trouble = new ArrayList<>();

    OutsideLook(Door door) {
        this.door = door;
    }

    TopicReplication at(String topic, int first, int limit) {
        TopicFacts facts = door.facts().topic(topic);
        List<TopicFacts.Partition> some = facts.partitions().stream()
                .filter(p -> p.partition() >= first && p.partition() < first + limit).toList();
        List<Place> led = some.stream().filter(p -> p.leader() >= 0).map(p -> new Place(topic, p.partition())).toList();
        Map<Place, EndFacts> ends = tolerate(() -> door.facts().ends(led), Map.of());
        List<ReplicaFacts> stored = tolerate(() -> door.replicas().of(topic, door.facts().cluster().brokers().stream()
                .map(ClusterFacts.Node::id).toList()), List.of());
        List<PartitionReplication> partitions = new ArrayList<>();
        for (TopicFacts.Partition partition : some) {
            EndFacts end = ends.get(new Place(topic, partition.partition()));
            List<ReplicaFacts> own = stored.stream().filter(r -> r.partition() == partition.partition() && !r.future())
                    .toList();
            partitions.add(of(partition, end, own));
        }
        return new TopicReplication(topic, false, facts.partitions().size(), first, partitions,
                Sentence.joined("; ", trouble), System.currentTimeMillis());
    }

    static PartitionReplication of(TopicFacts.Partition partition, EndFacts end, List<ReplicaFacts> stored) {
        long leaderBytes = bytes(stored, partition.leader());
        List<ReplicaRow> rows = new ArrayList<>();
        for (int broker : partition.replicas()) {
            boolean leads = broker == partition.leader();
            long bytes = bytes(stored, broker);
            long told = stored.stream().filter(r -> r.broker() == broker).mapToLong(ReplicaFacts::lag).findFirst()
                    .orElse(-1);
            boolean start = leads && end != null;
            rows.add(new ReplicaRow(partition.partition(), broker, leads ? "leader" : bytes < 0 ? "away" : "follower",
                    partition.isr().contains(broker), start ? end.start() : -1, -1,
                    start ? end.highWatermark() : -1, -1, -1, -1, bytes,
                    bytes < 0 || leaderBytes < 0 ? -1 : Math.max(0, leaderBytes - bytes), told));
        }
        return end == null
                ? new PartitionReplication(partition.partition(), partition.leader(), -1, partition.isr(), List.of(),
                        -1, -1, -1, -1, rows, List.of())
                : new PartitionReplication(partition.partition(), partition.leader(), end.leaderEpoch(),
                        partition.isr(), List.of(), end.start(), end.lastStable(), end.highWatermark(), -1, rows,
                        List.of());
    }

    private static long bytes(List<ReplicaFacts> stored, int broker) {
        return stored.stream().filter(r -> r.broker() == broker).mapToLong(ReplicaFacts::sizeBytes).findFirst()
                .orElse(-1);
    }

    private <T> T tolerate(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (Problem problem) {
            trouble.add(problem.said());
            return otherwise;
        }
    }
}
