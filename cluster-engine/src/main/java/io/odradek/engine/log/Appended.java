package io.odradek.engine.log;

/**
 * Where records went. For a batch that was there already (the same producer, epoch and sequence): where they went then.
 *
 * @param firstOffset     -1 when nothing was appended
 * @param logAppendTimeMs the broker's time in the records, -1 where they keep the producer's
 */
public record Appended(long firstOffset, long lastOffset, long logAppendTimeMs, long logStartOffset) {}
