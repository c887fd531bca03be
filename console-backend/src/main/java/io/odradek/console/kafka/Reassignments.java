package io.odradek.console.kafka;

import io.odradek.console.problem.Sentence;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ElectionNotNeededException;

/** Replicas moved between brokers, and leaders elected. */
public final class Reassignments {

    private final Door door;

    Reassignments(Door door) {
        this.door = door;
    }

    /** A partition that is being moved: all its replicas now, and of these the ones that come and go. */
    public record Moving(List<Integer> replicas, List<Integer> adding, List<Integer> removing) {
    }

    /** What is being moved now. */
    public Map<Place, Moving> running() {
        return door.talk(Sentence.of("List reassignments"), admin -> {
            Map<Place, Moving> moving = new TreeMap<>();
            Map<TopicPartition, PartitionReassignment> all = admin.listPartitionReassignments().reassignments()
                    .get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
            all.forEach((partition, state) -> moving.put(new Place(partition.topic(), partition.partition()),
                    new Moving(List.copyOf(state.replicas()), List.copyOf(state.addingReplicas()),
                            List.copyOf(state.removingReplicas()))));
            return moving;
        });
    }

    /** Begins to move; the first replica of a list is the preferred leader. */
    public void begin(Map<Place, List<Integer>> targets) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> wanted = new HashMap<>();
        targets.forEach((place, replicas) -> wanted.put(partition(place),
                Optional.of(new NewPartitionReassignment(replicas))));
        door.ask(Sentence.of("Reassign {0} partitions", targets.size()), admin ->
                admin.alterPartitionReassignments(wanted).all());
    }

    /** Gives up moves that have not ended; replicas are as they were before. */
    public void cancel(Collection<Place> places) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> wanted = new HashMap<>();
        places.forEach(place -> wanted.put(partition(place), Optional.empty()));
        door.ask(Sentence.of("Cancel the reassignment of {0} partitions", places.size()),
                admin -> admin.alterPartitionReassignments(wanted).all());
    }

    /** Elects leaders; answers which partitions got none, with the reason. Those that need none are well. */
    public Map<Place, String> elect(boolean unclean, Collection<Place> places) {
        Set<TopicPartition> wanted = new HashSet<>();
        places.forEach(place -> wanted.add(partition(place)));
        return door.talk(Sentence.of("Elect leaders"), admin -> {
            Map<Place, String> failed = new TreeMap<>();
            var results = admin.electLeaders(unclean ? ElectionType.UNCLEAN : ElectionType.PREFERRED, wanted)
                    .partitions().get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
            results.forEach((partition, error) -> error.filter(e -> !(e instanceof ElectionNotNeededException))
                    .ifPresent(e -> failed.put(new Place(partition.topic(), partition.partition()), e.getMessage())));
            return failed;
        });
    }

    private static TopicPartition partition(Place place) {
        return new TopicPartition(place.topic(), place.partition());
    }
}
