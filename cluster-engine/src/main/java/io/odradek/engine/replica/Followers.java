package io.odradek.engine.replica;

import io.odradek.engine.config.ReplicaKeys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fetchers of this broker: num.replica.fetchers for each leader, made when the first partition follows it. A
 * partition goes to the same one of a leader's fetchers while their number stays. Safe on any thread.
 */
final class Followers implements AutoCloseable {
    private final Shared shared;
    private final Endpoints endpoints;
    private final Map<Key, Fetcher> fetchers = new ConcurrentHashMap<>();
    private final Map<Partition, Fetcher> following = new ConcurrentHashMap<>();

    private record Key(int leader, int index) {}

    Followers(Shared shared, Endpoints endpoints) {
        this.shared = shared;
        this.endpoints = endpoints;
    }

    /** On the partition's lane, which has just become a follower. Nothing is fetched before {@link #begin}. */
    void follow(Partition partition) {
        Fetcher fetcher = fetcher(partition);
        following.put(partition, fetcher);
        fetcher.add(partition, partition.leaderEpoch(), Truncation.begin(partition));
    }

    /** On the partition's lane: num.replica.fetchers may be another now. */
    void place(Partition partition) {
        Fetcher fetcher = following.get(partition);
        if (fetcher == null || fetcher == fetcher(partition)) return;
        // What it has under way may still arrive; only what continues the log is taken over.
        fetcher.remove(partition);
        follow(partition);
        following.get(partition).begin();
    }

    private Fetcher fetcher(Partition partition) {
        int index = Math.floorMod(partition.name().hashCode(), shared.config().get(ReplicaKeys.NUM_REPLICA_FETCHERS));
        return fetchers.computeIfAbsent(new Key(partition.role().leader(), index),
                k -> new Fetcher(shared, endpoints, k.leader, k.index));
    }

    /**
     * Fetches for all that {@link #follow} brought, together: one at a time each would wait for the answer to the one
     * before.
     */
    void begin() {
        fetchers.values().forEach(Fetcher::begin);
    }

    /** On the partition's lane. What is under way is then dropped by its leader epoch. */
    void forget(Partition partition) {
        Fetcher fetcher = following.remove(partition);
        if (fetcher != null) fetcher.remove(partition);
    }

    @Override
    public void close() {
        fetchers.values().forEach(Fetcher::close);
        fetchers.clear();
        following.clear();
    }
}
