package io.odradek.console.record;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Facts;
import io.odradek.console.kafka.NearLog;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
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
    private final Decoding decoding;
    private final Browse browse;
    private final Token token;
    private final boolean backwards;

    Look(Door door, Decoders decoders, Browse browse) {
        this.door = door;
        this.decoding = new Decoding(decoders, Set.of(browse.topic()), browse.keyDecoder(), browse.valueDecoder());
        this.browse = browse;
        this.token = browse.token().isEmpty() ? null : Token.parse(browse.token());
        this.backwards = token == null ? browse.start() instanceof Start.Newest : token.backwards();
    }

    /** Records as they were read, and a slice without them. */
    record Found(List<ReadRecord> records, Slice slice) {
    }

    Slice slice() {
        Found found = found();
        int most = browse.limits().cellBytes();
        return found.slice().with(found.records().stream().map(record -> decoding.view(record, most)).toList());
    }

    Found found() {
        Limits limits = browse.limits();
        if (limits.matches() < 1 || limits.scanned() < 1 || limits.bytes() < 1 || limits.timeMs() < 1 || limits
                .cellBytes() < 1) {
            throw Problem.invalid("limits must be at least 1");
        }
        NearLog near = door.near();
        Match match = Match.of(browse.filter(), decoding);
        List<Position> absent = new ArrayList<>();
        Scope scope = Scope.of(door.facts().topic(browse.topic()), browse, match);
        Set<Place> places = new HashSet<>(scope.led());
        scope.leaderless().forEach(place -> absent.add(absent(place)));
        Facts facts = door.facts();
        Map<Place, Long> first = facts.offsets(places, OffsetKind.EARLIEST);
        Map<Place, Long> last = facts.offsets(places, browse.committed() ? OffsetKind.LAST_STABLE : OffsetKind.LATEST);
        places.stream().filter(place -> !first.containsKey(place) || !last.containsKey(place))
                .forEach(place -> absent.add(absent(place)));
        places.removeIf(place -> !first.containsKey(place) || !last.containsKey(place));
        List<Strip> strips = strips(places, first, last);
        Tally tally = new Tally(near == null ? limits : limits.near());
        Source source = near == null ? null : new NearSource(near, browse.committed(), match, tally);
        try (Scan scan = new Scan(limits, tally, strips, backwards, source, () -> new ClientSource(
                browse.committed() ? door.committedReader() : door.reader(), match, tally))) {
            Scan.Found found = scan.run();
            List<Position> positions = new ArrayList<>(absent);
            strips.forEach(strip -> positions.add(strip.position()));
            positions.sort(Comparator.comparingInt(Position::partition));
            boolean over = found.end() == EndReason.END_OF_LOG;
            return new Found(found.records(), new Slice(List.of(), found.end(), tally.scanned(), tally.bytes(),
                    match.failed(), tally.elapsedMs(), scope.prunedTo(), scan.near(), positions,
                    over ? "" : Token.of(backwards, positions).text()));
        }
    }

    private static Position absent(Place place) {
        return new Position(place.partition(), -1, -1, -1);
    }

    private List<Strip> strips(Set<Place> places, Map<Place, Long> first, Map<Place, Long> last) {
        Map<Place, Long> at = token == null ? Scope.at(door, browse.start(), places) : Map.of();
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
