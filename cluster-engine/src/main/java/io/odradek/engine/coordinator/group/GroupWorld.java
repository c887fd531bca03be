package io.odradek.engine.coordinator.group;

import io.odradek.engine.coordinator.ShardContext;
import io.odradek.engine.coordinator.ShardTimers;
import io.odradek.engine.env.Rng;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.wire.Uuid;
import java.util.function.Supplier;

/**
 * What the protocols of one shard share.
 *
 * @param image the cluster as this broker knows it, looked up anew whenever it is needed
 */
public record GroupWorld(GroupConfig config, ShardContext shard, Groups groups, Rng rng,
                         Supplier<ClusterImage> image) {
    public ShardTimers timers() {
        return shard.timers();
    }

    public long nowMs() {
        return shard.clock().wallMs();
    }

    /** A new member id, as Kafka makes them: who it is, dash, a UUID in hexadecimal. */
    public String memberId(String prefix) {
        Uuid id = Uuid.random(rng.nextLong(), rng.nextLong());
        return prefix + "-" + new java.util.UUID(id.most(), id.least());
    }
}
