package io.odradek.engine.controller;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All an active controller knows. Owned by the controller lane; deciders read it, and change it when ZooKeeper took
 * the change.
 */
final class ControllerContext {
    private final int epoch;
    private SortedMap<Integer, BrokerImage> brokers = new TreeMap<>();
    private final Set<Integer> shuttingDown = new HashSet<>();
    /** Replicas on failed log directories of live brokers. */
    private final Map<Integer, Set<TopicPartition>> failedDisks = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private Map<TopicPartition, List<Integer>> notedMoves = Map.of();
    private final Map<Uuid, Topic> byId = new HashMap<>();

    ControllerContext(int epoch) {
        this.epoch = epoch;
    }

    /** The controller epoch; the version of its znode is the caller's to fence with. */
    int epoch() {
        return epoch;
    }

    /** Live ones, those that shut down included. */
    SortedMap<Integer, BrokerImage> brokers() {
        return brokers;
    }

    void brokers(SortedMap<Integer, BrokerImage> now) {
        for (BrokerImage b : brokers.values()) {
            BrokerImage n = now.get(b.id());
            if (n == null || n.epoch() != b.epoch()) {
                shuttingDown.remove(b.id());
                failedDisks.remove(b.id());
            }
        }
        brokers = now;
    }

    boolean alive(int broker) {
        return brokers.containsKey(broker);
    }

    Set<Integer> shuttingDown() {
        return shuttingDown;
    }

    void failedDisk(int broker, TopicPartition p) {
        failedDisks.computeIfAbsent(broker, _ -> new HashSet<>()).add(p);
    }

    /** The replicas of a broker may be well again: it will say so in its answer. */
    void forgetFailedDisks(int broker) {
        failedDisks.remove(broker);
    }

    boolean diskFailed(int broker, TopicPartition p) {
        Set<TopicPartition> failed = failedDisks.get(broker);
        return failed != null && failed.contains(p);
    }

    /** May it lead or be in the ISR: alive, not shutting down, its disk well. */
    boolean online(int broker, Partition p) {
        return alive(broker) && !shuttingDown.contains(broker) && !diskFailed(broker, p.id());
    }

    /** Can it serve until another took over: shutting down counts. */
    boolean serving(int broker, Partition p) {
        return alive(broker) && !diskFailed(broker, p.id());
    }

    List<Integer> offlineReplicas(Partition p) {
        return p.assignment().replicas().stream().filter(b -> !serving(b, p)).toList();
    }

    /** What stands in /admin/reassign_partitions and is not done. */
    Map<TopicPartition, List<Integer>> notedMoves() {
        return notedMoves;
    }

    void notedMoves(Map<TopicPartition, List<Integer>> next) {
        notedMoves = Map.copyOf(next);
    }

    Collection<Topic> topics() {
        return topics.values();
    }

    Topic topic(String name) {
        return topics.get(name);
    }

    Topic topic(Uuid id) {
        return byId.get(id);
    }

    void add(Topic t) {
        topics.put(t.name(), t);
        if (t.id() != null) byId.put(t.id(), t);
    }

    void remove(Topic t) {
        topics.remove(t.name());
        if (t.id() != null) byId.remove(t.id());
        t.gone().complete(null);
    }

    /** Null where there is none, or its topic is being deleted. */
    Partition partition(String topic, int number) {
        Topic t = topics.get(topic);
        return t == null || t.deleting() ? null : t.partition(number);
    }
}
