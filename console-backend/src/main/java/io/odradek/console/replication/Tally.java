package io.odradek.console.replication;

/** How often in-sync replicas shrank and grew and leaders changed, since when. */
public record Tally(int shrinks, int expands, int elections, long sinceMs) {
}
