package io.odradek.engine.coordinator;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lane;

/**
 * What a shard is given of the world.
 *
 * @param leaderEpoch of the term this shard serves; also its coordinator epoch
 */
public record ShardContext(int partition, int leaderEpoch, Clock clock, ShardTimers timers, Lane lane) {}
