package io.odradek.console.topic;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Facts;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A fresh look at one topic, with what is remembered where it gets no answer. Used once. */
final class TopicLook {

    private final Facts facts;
    private final Snapshot snapshot;
    private final List<Sentence> trouble = new ArrayList<>();

    TopicLook(Door door, Snapshot snapshot) {
        this.facts = door.facts();
        this.snapshot = snapshot;
    }

    TopicDetail at(String topic) {
        TopicState remembered = snapshot.topics().get(topic);
        TopicFacts described;
        try {
            described = facts.topic(topic);
        } catch (Problem problem) {
            if (problem.kind() == Kind.NOT_FOUND || remembered == null) {
                throw problem;
            }
            return new TopicDetail(TopicService.row(remembered, ""), remembered.topicId(), remembered.partitions(), -1,
                    problem.said(), snapshot.takenMs());
        }
        List<Place> led = described.partitions().stream().filter(partition -> partition.leader() >= 0)
                .map(partition -> new Place(topic, partition.partition())).toList();
        Map<Place, Long> first = tolerate(() -> facts.offsets(led, OffsetKind.EARLIEST));
        Map<Place, Long> last = tolerate(() -> facts.offsets(led, OffsetKind.LATEST));
        long newest = tolerate(() -> facts.newestTimestamps(led)).values().stream().mapToLong(Long::longValue).max()
                .orElse(-1);
        List<PartitionState> partitions = new ArrayList<>(described.partitions().size());
        for (TopicFacts.Partition partition : described.partitions()) {
            Place place = new Place(topic, partition.partition());
            partitions.add(new PartitionState(partition.partition(), partition.leader(), -1, partition.replicas(),
                    partition.isr(),
                    first.getOrDefault(place, -1L), last.getOrDefault(place, -1L),
                    size(remembered, partition.partition())));
        }
        return new TopicDetail(TopicService.row(state(described, partitions, remembered), ""), described.topicId(),
                partitions, newest,
                Sentence.joined("; ", trouble), System.currentTimeMillis());
    }

    private static TopicState state(TopicFacts described, List<PartitionState> partitions, TopicState remembered) {
        long messages = partitions.stream().mapToLong(PartitionState::messages).filter(count -> count >= 0)
                .reduce(Long::sum).orElse(-1);
        int factor = partitions.isEmpty() ? 0 : partitions.getFirst().replicas().size();
        return new TopicState(described.name(), described.topicId(), described.internal(), partitions, factor,
                (int) partitions.stream().filter(PartitionState::underReplicated).count(),
                (int) partitions.stream().filter(PartitionState::offline).count(), messages,
                remembered == null ? -1 : remembered.sizeBytes(), remembered == null ? -1 : remembered
                .recordsPerSecond());
    }

    private static long size(TopicState remembered, int partition) {
        return remembered == null || partition >= remembered.partitions().size() ? -1 : remembered.partitions()
                .get(partition).sizeBytes();
    }

    private Map<Place, Long> tolerate(Supplier<Map<Place, Long>> question) {
        try {
            return question.get();
        } catch (Problem problem) {
            trouble.add(problem.said());
            return Map.of();
        }
    }
}
