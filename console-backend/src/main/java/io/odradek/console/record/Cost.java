package io.odradek.console.record;

/**
 * What a search would read if nothing ended it before.
 *
 * @param records offsets in the range; with compaction or transactions fewer records
 * @param bytes   on disk, by the range's share of each partition; -1 when sizes are unknown
 * @param prunedTo the only partition to be read, since producers put the key there; -1 when all that were chosen
 */
public record Cost(long records, long bytes, int prunedTo) {
}
