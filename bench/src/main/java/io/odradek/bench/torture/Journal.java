package io.odradek.bench.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one producer was promised. It writes the numbers 0, 1, 2, … to each partition, and nobody else writes there; so
 * the record at an offset must hold the offset as its number: a loss, a duplicate or a wrong order shows as a
 * difference. Safe on any thread.
 */
final class Journal {
    private static final int MOST_COMPLAINTS = 40;

    private final AtomicLongArray sent;
    private final AtomicLongArray acknowledged;
    private final List<String> complaints = new ArrayList<>();

    Journal(int partitions) {
        sent = new AtomicLongArray(partitions);
        acknowledged = new AtomicLongArray(partitions);
    }

    int partitions() {
        return sent.length();
    }

    /** The next number for a partition. */
    long next(int partition) {
        return sent.getAndIncrement(partition);
    }

    /**
     * A record was acknowledged.
     *
     * @param offset -1 where the broker knew the batch as a duplicate so old that it told no offset
     */
    void acknowledged(int partition, long number, long offset) {
        if (offset >= 0 && offset != number) {
            complain("record " + number + " of partition " + partition + " was acknowledged at offset " + offset);
        }
        acknowledged.accumulateAndGet(partition, number + 1, Math::max);
    }

    /** What was read must be what was written there. */
    void read(String who, int partition, long offset, long number) {
        if (offset != number) complain(who + " read record " + number + " at offset " + offset + " of " + partition);
    }

    synchronized void complain(String what) {
        if (complaints.size() < MOST_COMPLAINTS) complaints.add(what);
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    long sent(int partition) {
        return sent.get(partition);
    }

    long acknowledged(int partition) {
        return acknowledged.get(partition);
    }

    long acknowledged() {
        long all = 0;
        for (int p = 0; p < partitions(); p++) all += acknowledged.get(p);
        return all;
    }

    /** How many are acknowledged in each partition now. */
    long[] marks() {
        long[] all = new long[partitions()];
        for (int p = 0; p < all.length; p++) all[p] = acknowledged.get(p);
        return all;
    }
}
