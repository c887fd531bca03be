package io.odradek.conformance;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a directory of the suite says of one cluster: {@code cluster.properties} (ids, features) and a
 * {@code broker-ID.properties} for each broker, written for a broker of KRaft.
 */
record ClusterFiles(Path directory, Map<String, String> cluster) {
    /** Keys of KRaft alone, which a broker on ZooKeeper has no use for. */
    private static final List<String> KRAFT_ONLY = List.of("process.roles", "controller.", "node.id");

    static ClusterFiles read(Path directory) throws IOException {
        return new ClusterFiles(directory, properties(directory.resolve("cluster.properties")));
    }

    List<Integer> ids() {
        return Arrays.stream(cluster.get("ids").split(",")).map(Integer::valueOf).toList();
    }

    Path zookeeper() {
        return directory.resolve("zookeeper");
    }

    /** The properties of a broker of ours that do what the file asks of one of KRaft. */
    Map<String, String> broker(int id, String zookeeperConnect) throws IOException {
        Map<String, String> broker = new HashMap<>(properties(directory.resolve("broker-" + id + ".properties")));
        broker.keySet().removeIf(key -> KRAFT_ONLY.stream().anyMatch(key::startsWith));
        broker.put("broker.id", Integer.toString(id));
        broker.put("zookeeper.connect", zookeeperConnect);
        // group.version=0 in KRaft means that the broker has no consumer protocol; here only this key says so.
        if ("0".equals(cluster.get("feature.group.version"))) {
            broker.put("group.coordinator.rebalance.protocols", "classic");
        }
        return broker;
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        }
        Map<String, String> map = new HashMap<>();
        read.forEach((key, value) -> map.put((String) key, (String) value));
        return map;
    }
}
