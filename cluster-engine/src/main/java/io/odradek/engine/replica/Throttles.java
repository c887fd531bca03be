package io.odradek.engine.replica;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.NetKeys;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.env.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The replication throttles of one broker (KIP-73): as a leader, what it sends to followers that are not in sync; as a
 * follower, what it asks for while it is behind; and moves between its log directories. Rates are the broker's and
 * dynamic, the replicas they are for stand in the topic's configuration.
 */
final class Throttles {
    private static final String ALL = "*";

    final Throttle leader;
    final Throttle follower;
    final Throttle moves;

    Throttles(Clock clock, Supplier<BrokerConfig> config) {
        int windows = config.get().get(NetKeys.REPLICATION_QUOTA_WINDOW_NUM);
        long windowMs = TimeUnit.SECONDS.toMillis(config.get().get(NetKeys.REPLICATION_QUOTA_WINDOW_SIZE_SECONDS));
        leader = new Throttle(clock, () -> config.get().get(NetKeys.LEADER_THROTTLED_RATE), windows, windowMs);
        follower = new Throttle(clock, () -> config.get().get(NetKeys.FOLLOWER_THROTTLED_RATE), windows, windowMs);
        moves = new Throttle(clock, () -> config.get().get(NetKeys.ALTER_LOG_DIRS_RATE), windows, windowMs);
    }

    /** Which of one partition's parts on this broker are throttled. */
    record Parts(boolean leader, boolean follower) {
        static final Parts NONE = new Parts(false, false);

        static Parts of(TopicConfig config, int partition, int broker) {
            return new Parts(names(config.leaderThrottled(), partition, broker),
                    names(config.followerThrottled(), partition, broker));
        }

        /** Of {@code partition:broker}, or {@code *} for all. */
        private static boolean names(List<String> replicas, int partition, int broker) {
            if (replicas.isEmpty()) return false;
            return replicas.contains(ALL) || replicas.contains(partition + ":" + broker);
        }
    }
}
