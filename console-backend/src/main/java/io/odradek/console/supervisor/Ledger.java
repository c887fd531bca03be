package io.odradek.console.supervisor;

import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Which numbers were acknowledged and which came back, and where. Any thread. */
final class Ledger {

    /** A record may be this far behind those read last and be under way still. */
    private static final int MARGIN = 600;
    /** A minute's numbers, doubled when they are full. */
    private static final int FIRST_NUMBERS = 12_000;

    private final int partitions;
    private final BitSet acknowledged = new BitSet();
    private final BitSet seen = new BitSet();
    /** By number, where it came first; until it comes, where it was acknowledged. */
    private int[] offsets = new int[FIRST_NUMBERS];
    private final List<WatchedRecord> again = new ArrayList<>();
    private long unsure;
    private long repeated;
    private int newest = -1;

    /** @param partitions that take turns */
    Ledger(int partitions) {
        this.partitions = partitions;
    }

    /** The numbers from the first on were written, at these offsets. */
    synchronized void written(int first, List<Long> at) {
        acknowledged.set(first, first + at.size());
        for (int i = 0; i < at.size(); i++) {
            if (!seen.get(first + i)) {
                put(first + i, at.get(i));
            }
        }
    }

    /** Of so many numbers it is not known whether they were written. */
    synchronized void unsure(int count) {
        unsure += count;
    }

    synchronized void read(int number, long offset) {
        if (seen.get(number)) {
            repeated++;
            if (again.size() < Watched.NAMED) {
                again.add(new WatchedRecord(number, number % partitions, offset, offsets[number]));
            }
            return;
        }
        seen.set(number);
        put(number, offset);
        newest = Math.max(newest, number);
    }

    /** 2^31 offsets of a partition are a year at this workload's pace. */
    private void put(int number, long offset) {
        if (number >= offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(number + 1, 2 * offsets.length));
        }
        offsets[number] = Math.clamp(offset, 0, Integer.MAX_VALUE);
    }

    synchronized Watched watched(boolean running, long startedMs, long longestMs, Sentence trouble) {
        BitSet missing = acknowledged.get(0, Math.max(0, newest - MARGIN));
        missing.andNot(seen);
        BitSet back = (BitSet) acknowledged.clone();
        back.and(seen);
        List<WatchedRecord> lost = missing.stream().limit(Watched.NAMED)
                .mapToObj(number -> new WatchedRecord(number, number % partitions, offsets[number], -1)).toList();
        return new Watched(running, startedMs, acknowledged.cardinality(), unsure, back.cardinality(),
                missing.cardinality(), repeated, longestMs, trouble, lost, List.copyOf(again));
    }
}
