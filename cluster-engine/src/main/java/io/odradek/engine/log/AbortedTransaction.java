package io.odradek.engine.log;

/** A transaction whose records a reader of committed records must skip, from its first offset to its abort marker. */
public record AbortedTransaction(long producerId, long firstOffset) {}
