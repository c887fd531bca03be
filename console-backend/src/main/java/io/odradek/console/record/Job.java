package io.odradek.console.record;

import io.odradek.console.problem.Sentence;

/**
 * Records being written behind the page: how far it has come.
 *
 * @param what      such as "replay" or "produce"
 * @param target    the topic written to
 * @param scanned   records read for it
 * @param written   records acknowledged
 * @param total     records there are to write or to read at most; -1 when unknown
 * @param startedMs epoch milliseconds
 * @param endedMs   epoch milliseconds; 0 while it goes on
 * @param outcome   empty while it goes on, else "done", "cancelled" or what went wrong
 */
public record Job(long id, String cluster, String what, String target, long scanned, long written, long total,
        long startedMs, long endedMs, Sentence outcome) {

    public static final Sentence DONE = Sentence.of("done");
    public static final Sentence CANCELLED = Sentence.of("cancelled");

    public boolean running() {
        return endedMs == 0;
    }

    /** Records acknowledged a second so far. */
    public double rate(long nowMs) {
        return written * 1_000.0 / Math.max(1, (running() ? nowMs : endedMs) - startedMs);
    }
}
