package io.odradek.console.supervisor;

import io.odradek.console.problem.Sentence;

/**
 * A workload that runs beside what is broken: what it wrote, and whether all of it came back, once.
 *
 * @param running      whether it goes on
 * @param startedMs    epoch milliseconds; 0 when it never ran
 * @param acknowledged records that all in-sync replicas acknowledged
 * @param unsure       records whose write failed: they may be there or not
 * @param seen         acknowledged records that were read again
 * @param missing      acknowledged records that were not, though later ones were written and read since; lost, where
 *                     that stays so
 * @param repeated     records that were read more than once
 * @param longestMs    the longest that a write took, as long as it was refused or waited for included
 * @param trouble      why the last write failed; empty when it did not
 */
public record Watched(boolean running, long startedMs, long acknowledged, long unsure, long seen, long missing,
        long repeated, long longestMs, Sentence trouble) {

    static final Watched NEVER = new Watched(false, 0, 0, 0, 0, 0, 0, 0, Sentence.NONE);
}
