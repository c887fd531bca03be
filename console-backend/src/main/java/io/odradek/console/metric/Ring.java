package io.odradek.console.metric;

import java.util.Arrays;

/** The samples of one cluster, oldest overwritten first. Guarded by itself. */
final class Ring {

    private final int capacity;
    private final long[] timesMs;
    private final double[][] values;
    private long count;

    Ring(int capacity, int columns) {
        this.capacity = capacity;
        this.timesMs = new long[capacity];
        this.values = new double[columns][capacity];
    }

    synchronized void add(long timeMs, double[] row) {
        int at = (int) (count++ % capacity);
        timesMs[at] = timeMs;
        for (int column = 0; column < row.length; column++) {
            values[column][at] = row[column];
        }
    }

    /** Times since then, oldest first. */
    synchronized long[] timesSince(long sinceMs) {
        int kept = (int) Math.min(count, capacity);
        long[] times = new long[kept];
        for (int i = 0; i < kept; i++) {
            times[i] = timesMs[(int) ((count - kept + i) % capacity)];
        }
        int from = 0;
        while (from < kept && times[from] < sinceMs) {
            from++;
        }
        return Arrays.copyOfRange(times, from, kept);
    }

    /** The newest {@code length} values of a column, oldest first. */
    synchronized double[] newest(int column, int length) {
        double[] newest = new double[length];
        for (int i = 0; i < length; i++) {
            newest[i] = values[column][(int) ((count - length + i) % capacity)];
        }
        return newest;
    }
}
