package io.odradek.console.group;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Reader;
import io.odradek.console.problem.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks at the first record a group has not read: its timestamp, or that there is none, because what is left of the
 * log are control records of transactions. Remembers by partition and offset. One thread at a time.
 */
final class Ages {

    /** The end of the log is reached without a record. */
    static final long NOTHING = -2;
    static final long UNKNOWN = -1;

    private static final int KEPT = 10_000;
    private static final int AT_ONCE = 16;
    private static final long PATIENCE_MS = 1_500;
    private static final long POLL_MS = 100;

    private final Map<Place, Seen> seen = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Seen> eldest) {
            return size() > KEPT;
        }
    };

    private record Seen(long offset, long end, long timestampMs) {
    }

    /** What is remembered: epoch milliseconds, {@link #NOTHING} or {@link #UNKNOWN}. */
    synchronized long at(Place place, long offset, long end) {
        Seen found = seen.get(place);
        if (found == null || found.offset() != offset) {
            return UNKNOWN;
        }
        // Where there was nothing, what came since may be a record.
        return found.timestampMs() == NOTHING && found.end() != end ? UNKNOWN : found.timestampMs();
    }

    /** Reads at some of these offsets and remembers; what does not come in time stays unknown. */
    synchronized void look(Door door, Map<Place, Long> offsets, Map<Place, Long> ends) {
        Map<Place, Long> some = new HashMap<>();
        offsets.entrySet().stream().limit(AT_ONCE).forEach(entry -> some.put(entry.getKey(), entry.getValue()));
        if (some.isEmpty()) {
            return;
        }
        try (Reader reader = door.reader()) {
            reader.assign(some);
            Set<Place> open = new HashSet<>(some.keySet());
            long deadlineNs = System.nanoTime() + PATIENCE_MS * 1_000_000;
            while (!open.isEmpty() && System.nanoTime() < deadlineNs) {
                for (ReadRecord record : reader.poll(POLL_MS)) {
                    Place place = new Place(record.topic(), record.partition());
                    if (open.remove(place)) {
                        seen.put(place, new Seen(some.get(place), ends.get(place), record.timestampMs()));
                    }
                }
                Set<Place> over = new HashSet<>(open);
                over.removeIf(place -> reader.position(place) < ends.get(place));
                over.forEach(place -> seen.put(place, new Seen(some.get(place), ends.get(place), NOTHING)));
                open.removeAll(over);
                Set<Place> done = new HashSet<>(some.keySet());
                done.removeAll(open);
                reader.pause(done);
            }
        } catch (Problem unreachable) {
            // Ages stay unknown; the cluster's state is told elsewhere.
            return;
        }
    }
}
