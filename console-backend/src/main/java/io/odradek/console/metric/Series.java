package io.odradek.console.metric;

/**
 * A sampled series, oldest first.
 *
 * @param name     such as "records.in", "bytes.in", "partitions.underReplicated"
 * @param unit     "1/s", "B/s" or "1"
 * @param timesMs  epoch milliseconds of each sample
 * @param values   NaN where nothing is known
 */
public record Series(String name, String unit, long[] timesMs, double[] values) {
}
