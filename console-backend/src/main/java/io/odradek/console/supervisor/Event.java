package io.odradek.console.supervisor;

import io.odradek.console.problem.Sentence;

/**
 * Something that happened, for the timeline.
 *
 * @param sequence grows by one; for going on where one left off
 * @param timeMs   epoch milliseconds
 * @param severity "info", "warn" or "error"
 * @param what     one sentence
 * @param subject  such as "broker 2", "topic orders", "cluster"
 */
public record Event(long sequence, long timeMs, String cluster, String severity, Sentence subject,
        Sentence what) {
}
