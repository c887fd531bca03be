package io.odradek.engine.coordinator.group;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.Shards;
import io.odradek.engine.coordinator.SimLog;
import io.odradek.engine.coordinator.SimWorld;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One group coordinator over one partition of the offsets topic, in a simulated world. */
public final class GroupBench {
    static final TopicPartition OFFSETS = new TopicPartition(InternalTopics.OFFSETS, 0);

    public final SimWorld world;
    public final SimLog log;
    public final Metadata metadata = new Metadata();
    public GroupCoordinator coordinator;
    /** Internal topics that somebody asked for, with their partitions. */
    public final Map<String, Integer> missing = new TreeMap<>();
    private final GroupConfig config;
    private int epoch;

    public GroupBench() {
        this(1, Map.of());
    }

    public GroupBench(Map<String, String> settings) {
        this(1, settings);
    }

    public GroupBench(long seed, Map<String, String> settings) {
        world = new SimWorld(seed);
        log = new SimLog(world);
        config = new GroupConfig(BrokerConfig.of(settings));
        fresh();
    }

    /** A coordinator that has read the log. */
    void fresh() {
        InternalTopics topics = new InternalTopics() {
            @Override
            public int partitions(String topic) {
                return 1;
            }

            @Override
            public void ensure(String topic) {}
        };
        Shards<GroupShard> shards = new Shards<>(InternalTopics.OFFSETS,
                new Shards.World(log, world.timers, world.clock), GroupRecords.codec(),
                c -> new GroupShard(c, config, world.rng, metadata::current));
        coordinator = new GroupCoordinator(shards, topics, config,
                all -> all.forEach(t -> missing.put(t.name(), t.numPartitions())));
        coordinator.elected(0, ++epoch);
        world.settle();
    }

    /** Another broker takes over and replays the log. */
    public void failover() {
        coordinator.resigned(0);
        world.settle();
        fresh();
    }

    /** The topic as its leader's replica sees it; id follows from the name. */
    public void topic(String name, int partitions) {
        metadata.update(d -> {
            for (int p = 0; p < partitions; p++) {
                d.partition(name, id(name), p, new PartitionImage(List.of(1), List.of(1), 1, 0, 0, List.of()));
            }
        });
    }

    public static Uuid id(String topic) {
        return new Uuid(topic.hashCode(), 7);
    }

    /** Runs what is due; the future must be done then. */
    public <T> T now(CompletableFuture<T> f) {
        world.settle();
        if (!f.isDone()) throw new AssertionError("not answered");
        return f.join();
    }

    public <T> T shard(java.util.function.Function<GroupShard, T> look) {
        return now(coordinator.shards().read(0, look));
    }
}
