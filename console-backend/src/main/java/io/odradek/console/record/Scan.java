package io.odradek.console.record;

import io.odradek.console.kafka.NearLog;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.record.Slice.EndReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A look into partitions: fills windows of the partitions that have nothing waiting, and hands out what waits in order
 * of time, until enough matched, a limit is reached or the log ends. A partition's records leave in the order of its
 * offsets. Used once, by one thread.
 */
final class Scan implements AutoCloseable {

    private final Limits limits;
    private final Tally tally;
    private final boolean backwards;
    private final Supplier<Source> client;
    private final Map<Place, Strip> strips = new LinkedHashMap<>();
    private Source source;
    private EndReason end;

    /**
     * A scan of these strips.
     *
     * @param near   the source next to the log; null for none
     * @param client makes the other, which reads where the first cannot
     */
    Scan(Limits limits, Tally tally, List<Strip> strips, boolean backwards, Source near, Supplier<Source> client) {
        this.limits = limits;
        this.tally = tally;
        this.backwards = backwards;
        this.client = client;
        this.source = near;
        strips.forEach(strip -> this.strips.put(strip.place(), strip));
    }

    /** What was found, still as it was read. */
    record Found(List<ReadRecord> records, EndReason end) {
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
        return new Found(found, end);
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
        if (source == null) {
            source = client.get();
        }
        long most = Math.min(tally.share(starving.size()), source.largestWindow());
        starving.forEach(strip -> strip.open(most));
        try {
            source.fill(starving);
        } catch (NearLog.Elsewhere elsewhere) {
            starving.forEach(Strip::abandon);
            source.close();
            source = null;
        }
        end = tally.over();
        return end == null;
    }

    /** Whether what was read last was read next to the log. */
    boolean near() {
        return source instanceof NearSource;
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
