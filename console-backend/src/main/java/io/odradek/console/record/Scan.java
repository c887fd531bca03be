package io.odradek.console.record;

import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Reader;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.record.Slice.EndReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A look into partitions with one reader: fills windows of the partitions that have nothing waiting, and hands out what
 * waits in order of time,
 * until enough matched, a limit is reached or the log ends. A partition's records leave in the order of its offsets.
 * Used once, by one thread.
 */
final class Scan {

    private static final long POLL_MS = 200;

    private final Reader reader;
    private final Limits limits;
    private final Match match;
    private final boolean backwards;
    private final Map<Place, Strip> strips = new HashMap<>();
    private final long beganNs = System.nanoTime();
    private long scanned;
    private long bytes;
    private EndReason end;

    Scan(Reader reader, Browse browse, List<Strip> strips, boolean backwards) {
        this.reader = reader;
        this.limits = browse.limits();
        this.match = Match.of(browse.filter());
        this.backwards = backwards;
        strips.forEach(strip -> this.strips.put(strip.place(), strip));
    }

    /** What was found, still as it was read. */
    record Found(List<ReadRecord> records, EndReason end, long scanned, long bytes, long elapsedMs) {
    }

    Found run() {
        List<ReadRecord> found = new ArrayList<>();
        while (end == null) {
            List<Strip> starving = strips.values().stream().filter(Strip::starving).toList();
            if (!starving.isEmpty() && !fill(starving)) {
                strips.values().forEach(Strip::abandon);
                break;
            }
            if (starving.isEmpty()) {
                handOut(found);
            }
        }
        // At a limit: what waits already is handed out too.
        while (found.size() < limits.matches() && best() != null) {
            found.add(best().remove());
        }
        if (strips.values().stream().allMatch(Strip::done)) {
            end = EndReason.END_OF_LOG;
        }
        return new Found(found, end, scanned, bytes, elapsedMs());
    }

    /** Hands out until enough, or until some partition has nothing waiting and more to read. */
    private void handOut(List<ReadRecord> found) {
        while (true) {
            if (found.size() >= limits.matches()) {
                end = EndReason.MATCHES;
                return;
            }
            Strip best = best();
            if (best == null) {
                end = EndReason.END_OF_LOG;
                return;
            }
            found.add(best.remove());
            if (best.starving()) {
                return;
            }
        }
    }

    /** Newest head backwards, oldest forwards; of equals the lower partition. Null when nothing waits. */
    private Strip best() {
        Strip best = null;
        for (Strip strip : strips.values()) {
            if (strip.head() != null && (best == null || before(strip, best))) {
                best = strip;
            }
        }
        return best;
    }

    private boolean before(Strip one, Strip other) {
        int byTime = Long.compare(one.head().timestampMs(), other.head().timestampMs());
        if (byTime == 0) {
            return one.place().partition() < other.place().partition();
        }
        return backwards ? byTime > 0 : byTime < 0;
    }

    /** Reads one window of each; false when a limit ended it. */
    private boolean fill(List<Strip> starving) {
        long most = Math.max(1, (limits.scanned() - scanned) / starving.size());
        Map<Place, Long> from = new HashMap<>();
        starving.forEach(strip -> from.put(strip.place(), strip.open(most)));
        try {
            reader.assign(from);
            while (starving.stream().anyMatch(Strip::filling)) {
                if (overLimit()) {
                    return false;
                }
                take(reader.poll(Math.clamp(limits.timeMs() - elapsedMs(), 1, POLL_MS)));
                settle(starving);
            }
        } catch (Problem problem) {
            if (problem.kind() != Kind.TIMED_OUT) {
                throw problem;
            }
            end = EndReason.CANCELLED;
            return false;
        }
        return !overLimit();
    }

    private void take(List<ReadRecord> records) {
        for (ReadRecord record : records) {
            Strip strip = strips.get(new Place(record.topic(), record.partition()));
            if (strip == null || !strip.wants(record)) {
                continue;
            }
            scanned++;
            bytes += record.bytes();
            if (match.matches(record)) {
                strip.take(record);
            }
        }
    }

    private void settle(List<Strip> starving) {
        List<Place> finished = new ArrayList<>();
        for (Strip strip : starving) {
            if (strip.filling()) {
                strip.reached(reader.position(strip.place()));
            }
            if (!strip.filling()) {
                finished.add(strip.place());
            }
        }
        reader.pause(finished);
    }

    private boolean overLimit() {
        if (elapsedMs() >= limits.timeMs()) {
            end = EndReason.TIME;
        } else if (bytes >= limits.bytes()) {
            end = EndReason.BYTES;
        } else if (scanned >= limits.scanned()) {
            end = EndReason.SCANNED;
        }
        return end != null;
    }

    private long elapsedMs() {
        return (System.nanoTime() - beganNs) / 1_000_000;
    }
}
