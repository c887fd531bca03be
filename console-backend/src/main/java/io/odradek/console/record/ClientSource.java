package io.odradek.console.record;

import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Reader;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads as any consumer does: on every cluster. */
final class ClientSource implements Source {

    private static final long POLL_MS = 200;
    private static final int LARGEST_WINDOW = 50_000;

    private final Reader reader;
    private final Match match;
    private final Tally tally;

    /** The reader is closed with this. */
    ClientSource(Reader reader, Match match, Tally tally) {
        this.reader = reader;
        this.match = match;
        this.tally = tally;
    }

    @Override
    public int largestWindow() {
        return LARGEST_WINDOW;
    }

    @Override
    public void fill(List<Strip> strips) {
        Map<Place, Strip> open = new HashMap<>();
        Map<Place, Long> from = new HashMap<>();
        strips.forEach(strip -> {
            open.put(strip.place(), strip);
            from.put(strip.place(), strip.from());
        });
        try {
            reader.assign(from);
            while (strips.stream().anyMatch(Strip::filling) && tally.over() == null) {
                take(open, reader.poll(Math.min(tally.leftMs(), POLL_MS)));
                settle(strips);
            }
        } catch (Problem problem) {
            if (problem.kind() != Kind.TIMED_OUT) {
                throw problem;
            }
            tally.cancel();
        }
    }

    private void take(Map<Place, Strip> open, List<ReadRecord> records) {
        for (ReadRecord record : records) {
            Strip strip = open.get(new Place(record.topic(), record.partition()));
            if (strip == null || !strip.wants(record)) {
                continue;
            }
            tally.add(1, record.bytes());
            if (match.matches(record)) {
                strip.take(record);
            }
        }
    }

    private void settle(List<Strip> strips) {
        List<Place> finished = new ArrayList<>();
        for (Strip strip : strips) {
            if (strip.filling()) {
                strip.reached(reader.position(strip.place()));
            }
            if (!strip.filling()) {
                finished.add(strip.place());
            }
        }
        reader.pause(finished);
    }

    @Override
    public void close() {
        reader.close();
    }
}
