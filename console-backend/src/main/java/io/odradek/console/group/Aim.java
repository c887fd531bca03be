package io.odradek.console.group;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.Reader;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Works out where a reset would set each partition's offset. Reads the cluster, changes nothing. Used once. */
final class Aim {

    private final Door door;
    private final List<Sentence> notes = new ArrayList<>();

    Aim(Door door) {
        this.door = door;
    }

    /**
     * Offsets before and after.
     *
     * @param before -1 where nothing is committed
     */
    record Move(long before, long after) {
    }

    /** What was brought within a log's bounds, a line each. */
    List<Sentence> notes() {
        return notes;
    }

    /** By topic and partition. {@code other} are the offsets of the group to follow, where there is one. */
    TreeMap<Place, Move> at(GroupFacts.Listed group, Reset reset, Map<Place, Long> other) {
        Map<Place, Long> committed = door.groups().committed(List.of(group)).getOrDefault(group.id(), Map.of());
        Set<Place> places = places(reset, committed, other);
        List<Place> led = door.facts().led(places);
        Map<Place, Long> starts = door.facts().offsets(led, OffsetKind.EARLIEST);
        Map<Place, Long> ends = door.facts().offsets(led, OffsetKind.LATEST);
        Map<Place, Long> wanted = wanted(reset.target(), places, committed, other, starts, ends);
        TreeMap<Place, Move> moves = new TreeMap<>();
        wanted.forEach((place, offset) -> {
            Long start = starts.get(place);
            Long end = ends.get(place);
            if (start == null || end == null) {
                notes.add(Sentence.of("{0} is left as it is: its leader does not answer", place));
                return;
            }
            long within = Math.clamp(offset, start, end);
            if (within != offset) {
                notes.add(Sentence.of("{0}: {1} is outside of the log, so {2} is taken", place, offset, within));
            }
            moves.put(place, new Move(committed.getOrDefault(place, -1L), within));
        });
        return moves;
    }

    private Set<Place> places(Reset reset, Map<Place, Long> committed, Map<Place, Long> other) {
        Set<Place> places = new TreeSet<>();
        if (reset.topic().isEmpty()) {
            places.addAll(reset.target() instanceof Reset.Target.Group ? other.keySet() : committed.keySet());
            return places;
        }
        TopicFacts topic = door.facts().topic(reset.topic());
        Set<Integer> unknown = new TreeSet<>(reset.partitions());
        for (TopicFacts.Partition partition : topic.partitions()) {
            if (reset.partitions().isEmpty() || unknown.remove(partition.partition())) {
                places.add(new Place(topic.name(), partition.partition()));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.notFound("No such partition", topic.name() + "-" + unknown.iterator().next());
        }
        return places;
    }

    private Map<Place, Long> wanted(Reset.Target target, Set<Place> places, Map<Place, Long> committed,
            Map<Place, Long> other, Map<Place, Long> starts, Map<Place, Long> ends) {
        Map<Place, Long> wanted = new HashMap<>();
        switch (target) {
            case Reset.Target.Earliest _ -> wanted.putAll(starts);
            case Reset.Target.Latest _ -> wanted.putAll(ends);
            case Reset.Target.Offset(long offset) -> places.forEach(place -> wanted.put(place, offset));
            case Reset.Target.Time(long timestampMs) -> {
                wanted.putAll(ends);
                wanted.putAll(at(ends.keySet(), timestampMs));
            }
            case Reset.Target.Shift(long by) -> places.forEach(place -> {
                if (committed.containsKey(place)) {
                    wanted.put(place, committed.get(place) + by);
                } else {
                    notes.add(Sentence.of("{0} is left as it is: nothing is committed to shift from", place));
                }
            });
            case Reset.Target.Group _ -> places.forEach(place -> {
                if (other.containsKey(place)) {
                    wanted.put(place, other.get(place));
                }
            });
        }
        return wanted;
    }

    private Map<Place, Long> at(Set<Place> places, long timestampMs) {
        if (places.isEmpty()) {
            return Map.of();
        }
        try (Reader reader = door.reader()) {
            return reader.at(places, timestampMs);
        }
    }
}
