package io.odradek.console.kafka;

import io.odradek.console.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The clusters attached to, by id, each with its door. Any thread. */
public class Clusters implements AutoCloseable {

    private final Map<String, Door> doors = new LinkedHashMap<>();

    public Clusters(List<ClusterSpec> specs) {
        specs.forEach(this::put);
    }

    /** Attaches to a cluster, in place of the one with that id; the door opens at its first use. */
    public void put(ClusterSpec spec) {
        Door before;
        synchronized (doors) {
            before = doors.put(spec.id(), new Door(spec));
        }
        if (before != null) {
            before.close();
        }
    }

    /** This process runs the cluster: its logs are read without a client from now on. */
    public void near(String id, NearLog logs) {
        door(id).near(logs);
    }

    /** Detaches from a cluster; nothing happens where there is none. */
    public void remove(String id) {
        Door before;
        synchronized (doors) {
            before = doors.remove(id);
        }
        if (before != null) {
            before.close();
        }
    }

    /** In the order they were added. */
    public List<ClusterSpec> list() {
        synchronized (doors) {
            return doors.values().stream().map(Door::spec).toList();
        }
    }

    /** The cluster shown when none is named. */
    public ClusterSpec first() {
        List<ClusterSpec> all = list();
        if (all.isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "No such cluster", "none is configured");
        }
        return all.getFirst();
    }

    /** Throws Problem NOT_FOUND for an unknown id. */
    public ClusterSpec spec(String id) {
        return door(id).spec();
    }

    /** The door to a cluster; Problem NOT_FOUND for an unknown id. */
    public Door door(String id) {
        synchronized (doors) {
            Door door = doors.get(id);
            if (door == null) {
                throw Problem.notFound("No such cluster", id);
            }
            return door;
        }
    }

    @Override
    public void close() {
        List<Door> all;
        synchronized (doors) {
            all = new ArrayList<>(doors.values());
            doors.clear();
        }
        all.forEach(Door::close);
    }
}
