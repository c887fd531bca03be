package io.odradek.console.supervisor;

import io.odradek.console.problem.Sentence;
import java.util.BitSet;

/** Which numbers were acknowledged and which came back. Any thread. */
final class Ledger {

    /** A record may be this far behind those read last and be under way still. */
    private static final int MARGIN = 600;

    private final BitSet acknowledged = new BitSet();
    private final BitSet seen = new BitSet();
    private long unsure;
    private long repeated;
    private int newest = -1;

    /** So many numbers from the first on were written, or it is not known whether they were. */
    synchronized void written(int first, int count, boolean done) {
        if (done) {
            acknowledged.set(first, first + count);
        } else {
            unsure += count;
        }
    }

    synchronized void read(int number) {
        if (seen.get(number)) {
            repeated++;
        }
        seen.set(number);
        newest = Math.max(newest, number);
    }

    synchronized Watched watched(boolean running, long startedMs, long longestMs, Sentence trouble) {
        BitSet missing = acknowledged.get(0, Math.max(0, newest - MARGIN));
        missing.andNot(seen);
        BitSet back = (BitSet) acknowledged.clone();
        back.and(seen);
        return new Watched(running, startedMs, acknowledged.cardinality(), unsure, back.cardinality(),
                missing.cardinality(), repeated, longestMs, trouble);
    }
}
