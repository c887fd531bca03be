package io.odradek.console.supervisor;

import io.odradek.console.problem.Sentence;
import java.util.List;

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
 * @param repeated     how many times a record was read that had been read before
 * @param longestMs    the longest that a write took, as long as it was refused or waited for included
 * @param trouble      why the last write failed; empty when it did not
 * @param lost         which are missing, the first {@link #NAMED} of them
 * @param again        which came more than once, the first {@link #NAMED} times
 */
public record Watched(boolean running, long startedMs, long acknowledged, long unsure, long seen, long missing,
        long repeated, long longestMs, Sentence trouble, List<WatchedRecord> lost, List<WatchedRecord> again) {

    /** Where the workload writes. */
    public static final String TOPIC = "odradek-witness";

    /** As many as can be looked at one by one; the counts go on. */
    public static final int NAMED = 20;

    static final Watched NEVER = new Watched(false, 0, 0, 0, 0, 0, 0, 0, Sentence.NONE, List.of(), List.of());
}
