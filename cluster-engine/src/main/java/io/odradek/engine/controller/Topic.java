package io.odradek.engine.controller;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.zk.ZnodeJson;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One topic in the controller's context. */
final class Topic {
    private final String name;
    private final Uuid id;
    private final SortedMap<Integer, Partition> partitions = new TreeMap<>();
    /** Replicas whose brokers confirmed the deletion; null while the topic is not being deleted. */
    private Set<Replica> deleted;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    record Replica(TopicPartition partition, int broker) {}

    Topic(String name, Uuid id) {
        this.name = name;
        this.id = id;
    }

    static Topic of(String name, ZnodeJson.Topic z) {
        Topic t = new Topic(name, z.id());
        z.replicas().forEach((p, replicas) -> t.partitions.put(p, new Partition(t, p, new Assignment(replicas,
                z.adding().getOrDefault(p, List.of()), z.removing().getOrDefault(p, List.of())))));
        return t;
    }

    String name() {
        return name;
    }

    Uuid id() {
        return id;
    }

    Collection<Partition> partitions() {
        return partitions.values();
    }

    Partition partition(int number) {
        return partitions.get(number);
    }

    Partition add(int number, Assignment assignment) {
        return partitions.computeIfAbsent(number, n -> new Partition(this, n, assignment));
    }

    void remove(int number) {
        partitions.remove(number);
    }

    boolean deleting() {
        return deleted != null;
    }

    void startDeletion() {
        if (deleted == null) deleted = new HashSet<>();
    }

    /** Completed by whoever takes the topic from the context; never where the office is lost before. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    Set<Replica> deleted() {
        return deleted;
    }

    /** The topic's znode with these assignments in place of the present ones. */
    byte[] encode(Map<Integer, Assignment> changed) {
        SortedMap<Integer, List<Integer>> replicas = new TreeMap<>();
        Map<Integer, List<Integer>> adding = new HashMap<>();
        Map<Integer, List<Integer>> removing = new HashMap<>();
        Map<Integer, Assignment> all = new TreeMap<>();
        partitions.forEach((n, p) -> all.put(n, p.assignment()));
        all.putAll(changed);
        all.forEach((n, a) -> {
            replicas.put(n, a.replicas());
            if (!a.adding().isEmpty()) adding.put(n, a.adding());
            if (!a.removing().isEmpty()) removing.put(n, a.removing());
        });
        return ZnodeJson.encode(new ZnodeJson.Topic(id, replicas, adding, removing));
    }
}
