package io.odradek.engine.coordinator;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lane;
import java.util.concurrent.Executor;

/**
 * What a shard is given of the world.
 *
 * @param leaderEpoch of the term this shard serves; also its coordinator epoch
 * @param aside       runs what would hold up the lane for long; it sees nothing of the shard that changes
 */
public record ShardContext(int partition, int leaderEpoch, Clock clock, ShardTimers timers, Lane lane,
                           Executor aside) {}
