package io.odradek.engine.metric;

import java.util.concurrent.atomic.LongAdder;

/**
 * A distribution of durations in buckets that double from 50 µs to 26 s, enough to tell p99 within a factor of two
 * anywhere between the
 * page cache and a rebalance. Any thread.
 */
public final class Latency {
    /** Upper bound of the first bucket: answers out of the page cache take less. */
    private static final long FIRST_NS = 50_000;
    /** 50 µs doubled 19 times is 26 s, past the longest wait of a fetch; one bucket more takes the rest. */
    private static final int DOUBLINGS = 19;

    private final LongAdder[] buckets = new LongAdder[DOUBLINGS + 2];
    private final LongAdder totalNs = new LongAdder();
    /** What had been counted when the window before, and this one, began. Guarded by this. */
    private long[] before = new long[DOUBLINGS + 2];
    private long[] since = new long[DOUBLINGS + 2];
    private long sinceNs;

    public Latency() {
        for (int i = 0; i < buckets.length; i++) buckets[i] = new LongAdder();
    }

    public void record(long ns) {
        totalNs.add(ns);
        buckets[bucket(ns)].increment();
    }

    /** The first bucket whose bound is not below the duration. */
    static int bucket(long ns) {
        if (ns <= FIRST_NS) return 0;
        int doublings = Long.SIZE - Long.numberOfLeadingZeros((ns - 1) / FIRST_NS);
        return Math.min(doublings, DOUBLINGS + 1);
    }

    public int buckets() {
        return buckets.length;
    }

    /** Upper bound of a bucket, inclusive; {@link Long#MAX_VALUE} for the last. */
    public long boundNs(int bucket) {
        return bucket > DOUBLINGS ? Long.MAX_VALUE : FIRST_NS << bucket;
    }

    /** {@link #boundNs} of every bucket in seconds. */
    double[] boundsSeconds() {
        double[] bounds = new double[buckets.length];
        for (int i = 0; i < bounds.length; i++) bounds[i] = boundNs(i) / 1e9;
        bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    /** How many durations were at most {@link #boundNs}. */
    public long upTo(int bucket) {
        long sum = 0;
        for (int i = 0; i <= bucket; i++) sum += buckets[i].sum();
        return sum;
    }

    public long count() {
        return upTo(buckets.length - 1);
    }

    public long totalNs() {
        return totalNs.sum();
    }

    /** Durations per bucket, not summed up. */
    public long[] counts() {
        long[] counts = new long[buckets.length];
        for (int i = 0; i < counts.length; i++) counts[i] = buckets[i].sum();
        return counts;
    }

    /** Durations per bucket of the last one to two windows, where somebody looks at least once a window. */
    synchronized long[] recent(long nowNs, long windowNs) {
        long[] counts = counts();
        if (sinceNs == 0 || nowNs - sinceNs >= windowNs) {
            before = since;
            since = counts;
            sinceNs = nowNs;
        }
        long[] recent = new long[counts.length];
        for (int i = 0; i < counts.length; i++) recent[i] = counts[i] - before[i];
        return recent;
    }

    /** As {@link #quantileNs(double)}, of these counts. */
    static long quantileNs(long[] counts, double quantile) {
        long all = 0;
        for (long c : counts) all += c;
        long wanted = (long) Math.ceil(all * quantile);
        if (wanted <= 0) return 0;
        for (int i = 0; i < counts.length; i++) {
            wanted -= counts[i];
            if (wanted <= 0) return FIRST_NS << Math.min(i, DOUBLINGS);
        }
        return FIRST_NS << DOUBLINGS;
    }

    /** Upper bound of the bucket that holds this quantile (0 to 1); 0 when nothing was recorded. */
    public long quantileNs(double quantile) {
        long wanted = (long) Math.ceil(count() * quantile);
        if (wanted <= 0) return 0;
        for (int i = 0; i < buckets.length; i++) {
            if (upTo(i) >= wanted) return boundNs(Math.min(i, DOUBLINGS));
        }
        return boundNs(DOUBLINGS);
    }
}
