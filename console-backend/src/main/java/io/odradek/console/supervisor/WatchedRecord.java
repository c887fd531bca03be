package io.odradek.console.supervisor;

/**
 * A record of the workload that went wrong.
 *
 * @param number    its value, counted from 0 through all partitions
 * @param partition of the topic {@link Watched#TOPIC}
 * @param offset    where a missing one was acknowledged, or a repeated one came again
 * @param before    where a repeated one had come first, the same offset where it was delivered twice; -1 for a missing
 *                  one
 */
public record WatchedRecord(int number, int partition, long offset, long before) {
}
