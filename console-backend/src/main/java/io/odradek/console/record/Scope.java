package io.odradek.console.record;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Partitioning;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.Reader;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Problem;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The partitions to be looked into: those chosen, or all; of all only the one where the Java client's partitioner puts
 * the key, when only one key can match.
 *
 * @param prunedTo that one, -1 where it is not used
 */
record Scope(Set<Place> led, Set<Place> leaderless, int prunedTo) {

    /** Problem NOT_FOUND for a partition chosen that there is not. */
    static Scope of(TopicFacts topic, Browse browse, Match match) {
        Set<Integer> wanted = new HashSet<>(browse.partitions());
        int pruned = -1;
        if (wanted.isEmpty() && match.key() != null) {
            pruned = Partitioning.of(match.key(), topic.partitions().size());
            wanted.add(pruned);
        }
        boolean all = wanted.isEmpty();
        Set<Place> led = new HashSet<>();
        Set<Place> leaderless = new HashSet<>();
        for (TopicFacts.Partition partition : topic.partitions()) {
            if (all || wanted.remove(partition.partition())) {
                (partition.leader() < 0 ? leaderless : led).add(new Place(topic.name(), partition.partition()));
            }
        }
        if (!wanted.isEmpty()) {
            throw Problem.notFound("No such partition", topic.name() + "-" + wanted.iterator().next());
        }
        return new Scope(led, leaderless, pruned);
    }

    /** Where a start at a time lies in these; empty for any other start. */
    static Map<Place, Long> at(Door door, Start start, Set<Place> places) {
        if (places.isEmpty() || !(start instanceof Start.Timestamp(long timestampMs))) {
            return Map.of();
        }
        try (Reader reader = door.reader()) {
            return reader.at(places, timestampMs);
        }
    }
}
