package io.odradek.engine.log;

import java.util.Arrays;

/**
 * Where the last batches of the segment in writing begin, so that readers near the end need no look into any file.
 * Bounded: the
 * oldest are forgotten, and found through the index then.
 */
final class RecentBatches {
    /**
     * A power of two; at 1 KB a batch this covers the last 512 KB, which is more than a follower or live consumer lags.
     */
    private static final int KEPT = 512;

    private long[] lastOffsets = new long[16];
    private int[] positions = new int[16];
    private int first;
    private int count;

    void add(long lastOffset, int position) {
        if (count == lastOffsets.length && count < KEPT) grow();
        if (count == lastOffsets.length) {
            first = first + 1 & KEPT - 1;
            count--;
        }
        int at = first + count & lastOffsets.length - 1;
        lastOffsets[at] = lastOffset;
        positions[at] = position;
        count++;
    }

    private void grow() {
        // Not full to the bound yet, so nothing was forgotten and first is still 0.
        lastOffsets = Arrays.copyOf(lastOffsets, lastOffsets.length * 2);
        positions = Arrays.copyOf(positions, positions.length * 2);
    }

    void clear() {
        first = 0;
        count = 0;
    }

    private long lastOffset(int i) {
        return lastOffsets[first + i & lastOffsets.length - 1];
    }

    private int position(int i) {
        return positions[first + i & positions.length - 1];
    }

    /** Which kept batch is the first that ends at the offset or after it; -1 where it may be one that was forgotten. */
    int find(long offset) {
        if (count == 0 || offset > lastOffset(count - 1)) return -1;
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (lastOffset(middle) >= offset) high = middle;
            else low = middle + 1;
        }
        // An earlier batch, now forgotten, may hold the offset too, unless the one before it is known to end below.
        return low == 0 ? -1 : low;
    }

    int positionOf(int found) {
        return position(found);
    }

    /** Where the batch ends, given the segment's size. */
    int endOf(int found, int segmentSize) {
        return found + 1 < count ? position(found + 1) : segmentSize;
    }

    /** The largest beginning of a batch not above the position but above the other; -1 where none is known. */
    int boundary(int above, long notAbove) {
        if (count == 0 || position(0) > notAbove) return -1;
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (position(middle) <= notAbove) low = middle;
            else high = middle - 1;
        }
        return position(low) > above ? position(low) : -1;
    }
}
