package io.odradek.console.reassign;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which partitions want an election, and what one would do. Pure. */
final class Elections {

    private static final int NAMED = 50;

    private Elections() {
    }

    /** Led by another than the preferred, or, for an unclean one, by nobody. */
    static Set<Place> wanting(Snapshot snapshot, boolean unclean) {
        Set<Place> places = new TreeSet<>();
        for (TopicState topic : snapshot.topics().values()) {
            for (PartitionState partition : topic.partitions()) {
                boolean moved = !partition.replicas().isEmpty()
                        && partition.leader() != partition.replicas().getFirst();
                if (unclean ? partition.offline() : moved) {
                    places.add(new Place(topic.name(), partition.partition()));
                }
            }
        }
        return places;
    }

    static Plan plan(ClusterSpec cluster, Snapshot snapshot, boolean unclean, Set<Place> places) {
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>();
        for (Place place : new TreeSet<>(places)) {
            TopicState topic = snapshot.topics().get(place.topic());
            if (topic == null || place.partition() >= topic.partitions().size()) {
                refusals.add(Sentence.of("No partition {0}", place));
                continue;
            }
            PartitionState partition = topic.partitions().get(place.partition());
            Sentence now = partition.leader() < 0 ? Sentence.of("nobody")
                    : Sentence.of("broker {0}", partition.leader());
            if (steps.size() < NAMED) {
                steps.add(unclean
                        ? Sentence.of("{0}: led by {1}; any replica may lead, in sync or not", place, now)
                        : Sentence.of("{0}: led by {1}, preferred is broker {2}", place, now,
                                partition.replicas().getFirst()));
            }
        }
        if (places.size() > NAMED) {
            steps.add(Sentence.of("and {0} partitions more", places.size() - NAMED));
        }
        if (places.isEmpty()) {
            refusals.add(unclean ? Sentence.of("Every partition has a leader")
                    : Sentence.of("Every partition is led by its preferred replica"));
        }
        CommandLine line = CommandLine.of("kafka-leader-election.sh", cluster.bootstrapServers())
                .with("--election-type", unclean ? "unclean" : "preferred");
        if (places.size() == 1) {
            Place one = places.iterator().next();
            line.with("--topic", one.topic(), "--partition", Integer.toString(one.partition()));
        } else {
            line.with("--all-topic-partitions");
        }
        List<Sentence> warnings = unclean
                ? List.of(Sentence.of("Records that only the lost replicas had are gone for good"))
                : List.of();
        return new Plan(unclean ? Sentence.of("Unclean election") : Sentence.of("Preferred election"), steps, warnings,
                refusals, line.toString(), unclean ? "unclean" : "");
    }
}
