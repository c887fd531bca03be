package io.odradek.console.inside;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The insides there are, by cluster. Any thread. */
public class Insides {

    private final Map<String, Inside> all = new ConcurrentHashMap<>();
    private final Map<String, TrafficInside> traffics = new ConcurrentHashMap<>();
    private final Map<String, ZookeeperInside> zookeepers = new ConcurrentHashMap<>();

    /** From now on this cluster's brokers can be looked into. */
    public void put(String cluster, Inside inside) {
        all.put(cluster, inside);
    }

    /** From now on this cluster's ZooKeeper can be looked into. */
    public void put(String cluster, ZookeeperInside zookeeper) {
        zookeepers.put(cluster, zookeeper);
    }

    /** From now on this cluster's brokers tell what they are asked for. */
    public void put(String cluster, TrafficInside traffic) {
        traffics.put(cluster, traffic);
    }

    /** Of brokers, by cluster. */
    public Map<String, Inside> all() {
        return Map.copyOf(all);
    }

    /** Empty for a cluster whose brokers run in other processes. */
    public Optional<Inside> find(String cluster) {
        return Optional.ofNullable(all.get(cluster));
    }

    /** Empty for a cluster that this console did not start. */
    public Optional<TrafficInside> traffic(String cluster) {
        return Optional.ofNullable(traffics.get(cluster));
    }

    /** Empty for a cluster whose ZooKeeper runs elsewhere, or that has none. */
    public Optional<ZookeeperInside> zookeeper(String cluster) {
        return Optional.ofNullable(zookeepers.get(cluster));
    }
}
