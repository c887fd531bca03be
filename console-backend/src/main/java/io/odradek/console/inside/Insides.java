package io.odradek.console.inside;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The insides there are, by cluster. Any thread. */
public class Insides {

    private final Map<String, Inside> all = new ConcurrentHashMap<>();

    /** From now on this cluster can be looked into. */
    public void put(String cluster, Inside inside) {
        all.put(cluster, inside);
    }

    /** By cluster. */
    public Map<String, Inside> all() {
        return Map.copyOf(all);
    }

    /** Empty for a cluster that runs elsewhere. */
    public Optional<Inside> find(String cluster) {
        return Optional.ofNullable(all.get(cluster));
    }
}
