package io.odradek.console.session;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Makes guessing slow: after some failures each further one has to wait twice as long as the one before. A success
 * forgives. Any thread.
 */
final class Slowing {

    /** The oldest go first; 10,000 of some 200 bytes are 2 MB. */
    private static final int KEPT = 10_000;
    private static final long FIRST_MS = 1_000;
    /** Whoever has not failed for so long begins anew. */
    private static final long FORGET_MS = 3_600_000;

    private final int free;
    private final long mostMs;
    private final LongSupplier nowMs;
    private final Map<String, Failed> failed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failed> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param free   failures that cost nothing
     * @param mostMs the longest wait
     */
    Slowing(int free, long mostMs, LongSupplier nowMs) {
        this.free = free;
        this.mostMs = mostMs;
        this.nowMs = nowMs;
    }

    private record Failed(int times, long lastMs) {
    }

    /**
     * Throws Problem TOO_MANY while this one has to wait; else counts a failure, before it is known to be one, so that
     * many tries at the same moment gain nothing.
     */
    synchronized void attempt(String who) {
        long now = nowMs.getAsLong();
        Failed known = failed.get(who);
        if (known != null && known.times() >= free) {
            long left = known.lastMs() + Math.min(mostMs, FIRST_MS << Math.min(20, known.times() - free)) - now;
            if (left > 0) {
                throw Problem.of(Problem.Kind.TOO_MANY, Sentence.of("Too many failures"),
                        Sentence.of("Try again in {0} s", (left + 999) / 1_000));
            }
        }
        failed.remove(who);
        int times = known == null || now - known.lastMs() > FORGET_MS ? 1 : known.times() + 1;
        failed.put(who, new Failed(times, now));
    }

    /** It was none. */
    synchronized void undo(String who) {
        failed.computeIfPresent(who, (_, known) -> known.times() == 1 ? null
                : new Failed(known.times() - 1, known.lastMs()));
    }

    /** Begins anew with this one. */
    synchronized void forgive(String who) {
        failed.remove(who);
    }
}
