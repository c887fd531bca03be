package io.odradek.console.storage;

/**
 * Which partitions, largest first.
 *
 * @param text  part of the topic's name, or empty
 * @param limit 1 to 1,000
 */
public record StorageQuery(String text, int offset, int limit) {
}
