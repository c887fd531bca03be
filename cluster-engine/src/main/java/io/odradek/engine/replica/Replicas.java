package io.odradek.engine.replica;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.ImageDelta;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Every replica on this broker, by name. Finding one is safe on any thread; what is found belongs to its lane. Roles
 * change by
 * the controller's requests through {@link #roles}.
 */
public final class Replicas implements AutoCloseable {
    /** Makes a listener for a partition that this broker becomes a replica of; null where nobody cares. */
    public interface Interest {
        PartitionListener of(TopicPartition name);
    }

    private static final long CLOSE_WAIT_MS = 10_000;

    private final Shared shared;
    private final Map<TopicPartition, Partition> partitions = new ConcurrentHashMap<>();
    private final Map<Uuid, String> names = new ConcurrentHashMap<>();
    private final List<Interest> interests = new CopyOnWriteArrayList<>();
    private final ControllerChannel controller;
    private final Roles roles;
    private final Followers followers;
    private final Upkeep upkeep;
    private final FetchSessions sessions;

    /**
     * @param config      the newest, dynamic values included
     * @param brokerEpoch the czxid of our registration, -1 while there is none
     */
    public Replicas(Seams seams, LogDirectories logs, Metadata metadata, Supplier<BrokerConfig> config,
            LongSupplier brokerEpoch) {
        shared = new Shared(seams, logs, metadata, config, brokerEpoch);
        Endpoints endpoints = new Endpoints(shared, Listeners.interBroker(config.get()));
        controller = new ControllerChannel(shared, endpoints);
        shared.isrChanges(new IsrChanges(shared, controller));
        followers = new Followers(shared, endpoints);
        roles = new Roles(this, shared, followers, endpoints);
        upkeep = new Upkeep(this, shared);
        metadata.subscribe(this::configured);
        metadata.subscribe(this::told);
        sessions = new FetchSessions(seams.clock(), seams.rng(), config);
    }

    /** Partitions whose data directory failed: they answer KAFKA_STORAGE_ERROR from now on. Any thread. */
    public void failDisk(Collection<TopicPartition> failed) {
        for (TopicPartition name : failed) {
            Partition partition = partitions.get(name);
            if (partition == null) continue;
            partition.lane().offer(() -> {
                followers.forget(partition);
                partition.failDisk();
            });
        }
    }

    /** Begins the periodic work: laggards leave the ISR, high watermarks are written down. */
    public void start() {
        upkeep.start();
    }

    private void told(ImageDelta delta) {
        // Nobody waits for the dead.
        if (!delta.after().brokers().keySet().containsAll(delta.before().brokers().keySet())) upkeep.lookAfterAll();
        for (TopicPartition name : delta.partitions()) {
            Partition partition = partitions.get(name);
            if (partition == null) continue;
            roles.told(partition, delta.after().topic(name.topic()).id(),
                    delta.after().partition(name.topic(), name.partition()));
        }
    }

    private void configured(ImageDelta delta) {
        boolean defaults = false;
        Set<String> topics = new HashSet<>();
        for (ConfigEntity e : delta.changedConfigs()) {
            if (e.isTopic()) topics.add(e.name());
            else defaults |= e.equals(ConfigEntity.DEFAULT_BROKER) || e.equals(ConfigEntity.broker(brokerId()));
        }
        if (topics.isEmpty() && !defaults) return;
        for (Partition p : partitions.values()) {
            if (defaults || topics.contains(p.name().topic())) {
                p.lane().offer(() -> {
                    p.configure(shared.topicConfig(p.name().topic()));
                    followers.place(p);
                });
            }
        }
    }

    /** The lane that owns this partition here, whether or not there is a replica. */
    public Lane lane(TopicPartition name) {
        return shared.lanes().owner(name.hashCode());
    }

    /** Null where this broker has no replica. */
    public Partition find(TopicPartition name) {
        return partitions.get(name);
    }

    public Partition require(TopicPartition name) {
        Partition found = partitions.get(name);
        if (found == null) throw new ReplicaException(whyMissing(name), "no replica of " + name + " here");
        return found;
    }

    /** What to answer for a partition that {@link #find} does not find. */
    public ErrorCode whyMissing(TopicPartition name) {
        boolean elsewhere = shared.metadata().current().partition(name.topic(), name.partition()) != null;
        return elsewhere ? ErrorCode.NOT_LEADER_OR_FOLLOWER : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }

    /** Name of a topic that this broker has replicas of, also before metadata tells it; null where unknown. */
    public String topicName(Uuid id) {
        return names.get(id);
    }

    public Collection<Partition> all() {
        return Collections.unmodifiableCollection(partitions.values());
    }

    /** Asked for every partition that comes from now on; to be set before the controller's first request. */
    public void interest(Interest interest) {
        interests.add(interest);
    }

    public Roles roles() {
        return roles;
    }

    public ControllerChannel controller() {
        return controller;
    }

    public FetchSessions sessions() {
        return sessions;
    }

    public Timers timers() {
        return shared.timers();
    }

    public int brokerId() {
        return shared.brokerId();
    }

    Partition getOrMake(TopicPartition name, Uuid id) {
        return partitions.computeIfAbsent(name, n -> {
            Partition made = new Partition(n, id, lane(n), shared);
            for (Interest i : interests) {
                PartitionListener l = i.of(n);
                if (l != null) made.listen(l);
            }
            return made;
        });
    }

    void named(Uuid id, String topic) {
        if (!id.equals(Uuid.ZERO)) names.put(id, topic);
    }

    void remove(Partition partition) {
        if (partitions.remove(partition.name(), partition)) shared.topicMeters().leave(partition.name().topic());
        // Where other partitions of the topic stay, the metadata still has its name.
        names.remove(partition.topicId());
    }

    /** Stops following and answers all who wait; done when no partition touches its log any more. Logs stay open. */
    public CompletableFuture<Void> shutdown() {
        upkeep.close();
        followers.close();
        shared.isrChanges().close();
        controller.close();
        List<CompletableFuture<Void>> stopped = new ArrayList<>();
        for (Partition p : partitions.values()) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            stopped.add(one);
            boolean taken = p.lane().offer(() -> {
                p.stop();
                one.complete(null);
            });
            if (!taken) one.complete(null);
        }
        partitions.clear();
        return CompletableFuture.allOf(stopped.toArray(CompletableFuture[]::new));
    }

    /** As {@link #shutdown}, waiting for it a while. Not on a lane. */
    @Override
    public void close() {
        shutdown().completeOnTimeout(null, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS).join();
    }
}
