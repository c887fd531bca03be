package io.odradek.console.kafka;

/**
 * One replica on a broker's disk.
 *
 * @param lag    records it is behind the high watermark; of one still being moved in, behind the one it replaces
 * @param future whether it is still being moved into this directory
 */
public record ReplicaFacts(int partition, int broker, String directory, long sizeBytes, long lag, boolean future) {
}
