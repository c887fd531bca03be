package io.odradek.engine.coordinator.group.offset;

import io.odradek.engine.wire.Uuid;

/**
 * A committed offset.
 *
 * @param offset      the next record to consume
 * @param leaderEpoch of the last consumed record, -1 where unknown
 * @param expiresAtMs set by clients of before 2.1 only, else -1: then the retention counts
 * @param topicId     {@link Uuid#ZERO} where unknown
 * @param logOffset   where in the shard's log this commit stands: of two, the later one counts
 */
public record Committed(long offset, int leaderEpoch, String metadata, long committedAtMs, long expiresAtMs,
                        Uuid topicId, long logOffset) {}
