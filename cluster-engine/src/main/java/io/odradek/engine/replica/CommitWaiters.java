package io.odradek.engine.replica;

import io.odradek.engine.wire.ErrorCode;
import java.util.ArrayDeque;

/**
 * Those who wait for offsets of one partition to be committed, in the order of their offsets, which is the order they
 * came in.
 * An entry costs its object and nothing else while it waits; deadlines are the business of the request. Owner lane
 * only.
 */
final class CommitWaiters {
    private record Entry(long requiredOffset, CommitWaiter waiter) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    void add(long requiredOffset, CommitWaiter waiter) {
        while (!entries.isEmpty() && entries.peekFirst().waiter.gone()) entries.pollFirst();
        entries.addLast(new Entry(requiredOffset, waiter));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Everything before {@code highWatermark} is committed. */
    void reached(long highWatermark, ErrorCode result) {
        Entry head;
        while ((head = entries.peekFirst()) != null && head.requiredOffset <= highWatermark) {
            entries.pollFirst();
            head.waiter.committed(result);
        }
    }

    /** The partition has no say over these offsets any more. */
    void fail(ErrorCode why) {
        Entry head;
        while ((head = entries.pollFirst()) != null) head.waiter.committed(why);
    }
}
