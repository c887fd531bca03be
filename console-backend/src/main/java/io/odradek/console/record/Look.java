package io.odradek.console.record;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Facts;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.Reader;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Slice.EndReason;
import io.odradek.console.record.Slice.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One browse from request to answer. Partitions without a leader are left out and stand in the answer with offsets of
 * -1. Used once.
 */
final class Look {

    private final Door door;
    private final Browse browse;
    private final Token token;
    private final boolean backwards;

    Look(Door door, Browse browse) {
        this.door = door;
        this.browse = browse;
        this.token = browse.token().isEmpty() ? null : Token.parse(browse.token());
        this.backwards = token == null ? browse.start() instanceof Start.Newest : token.backwards();
    }

    Slice slice() {
        Limits limits = browse.limits();
        if (limits.matches() < 1 || limits.scanned() < 1 || limits.bytes() < 1 || limits.timeMs() < 1 || limits
                .cellBytes() < 1) {
            throw Problem.invalid("limits must be at least 1");
        }
        Decoding decoding = new Decoding(browse.keyDecoder(), browse.valueDecoder(), limits.cellBytes());
        List<Position> absent = new ArrayList<>();
        Set<Place> places = places(absent);
        Facts facts = door.facts();
        Map<Place, Long> first = facts.offsets(places, OffsetKind.EARLIEST);
        Map<Place, Long> last = facts.offsets(places, OffsetKind.LATEST);
        places.stream().filter(place -> !first.containsKey(place) || !last.containsKey(place))
                .forEach(place -> absent.add(absent(place)));
        places.removeIf(place -> !first.containsKey(place) || !last.containsKey(place));
        try (Reader reader = door.reader()) {
            List<Strip> strips = strips(places, first, last, reader);
            Scan.Found found = new Scan(reader, browse, strips, backwards).run();
            List<Position> positions = new ArrayList<>(absent);
            strips.forEach(strip -> positions.add(strip.position()));
            positions.sort(Comparator.comparingInt(Position::partition));
            boolean over = found.end() == EndReason.END_OF_LOG;
            return new Slice(found.records().stream().map(decoding::view).toList(), found.end(), found.scanned(),
                    found.bytes(),
                    found.elapsedMs(), positions, over ? "" : Token.of(backwards, positions).text());
        }
    }

    private Set<Place> places(List<Position> absent) {
        TopicFacts topic = door.facts().topic(browse.topic());
        Set<Integer> wanted = new HashSet<>(browse.partitions());
        Set<Place> places = new HashSet<>();
        for (TopicFacts.Partition partition : topic.partitions()) {
            Place place = new Place(topic.name(), partition.partition());
            if (!browse.partitions().isEmpty() && !wanted.remove(partition.partition())) {
                continue;
            }
            if (partition.leader() < 0) {
                absent.add(absent(place));
            } else {
                places.add(place);
            }
        }
        if (!wanted.isEmpty() && !browse.partitions().isEmpty()) {
            throw Problem.notFound("partition", topic.name() + "-" + wanted.iterator().next());
        }
        return places;
    }

    private static Position absent(Place place) {
        return new Position(place.partition(), -1, -1, -1);
    }

    private List<Strip> strips(Set<Place> places, Map<Place, Long> first, Map<Place, Long> last, Reader reader) {
        Map<Place, Long> at = token == null && browse.start() instanceof Start.Timestamp(long timestampMs) && !places
                .isEmpty()
                ? reader.at(places, timestampMs) : Map.of();
        // Enough for the page when every partition gives its share, plus the one that shows there is more.
        int window = browse.limits().matches() / Math.max(1, places.size()) + 2;
        List<Strip> strips = new ArrayList<>(places.size());
        for (Place place : places) {
            long end = last.get(place);
            long next = token != null ? token.next().getOrDefault(place.partition(), backwards ? end : first.get(place))
                    : switch (browse.start()) {
                        case Start.Newest _ -> end;
                        case Start.Oldest _ -> first.get(place);
                        case Start.Offset(long offset) -> offset;
                        case Start.Timestamp _ -> at.getOrDefault(place, end);
                    };
            Strip.Range range = new Strip.Range(first.get(place), end, next);
            strips.add(new Strip(place, backwards, range, browse.limits().matches(), window));
        }
        return strips;
    }
}
