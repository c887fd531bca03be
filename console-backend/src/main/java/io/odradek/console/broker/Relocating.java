package io.odradek.console.broker;

/**
 * A replica on its way to another directory of its broker.
 *
 * @param copiedBytes that are there already
 * @param totalBytes  of the replica where it is now
 */
public record Relocating(String topic, int partition, String from, String to, long copiedBytes, long totalBytes) {
}
