package io.odradek.bench;

import io.odradek.bench.node.Node;
import io.odradek.bench.node.Ports;
import io.odradek.bench.node.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Three brokers and a ZooKeeper, all processes: ours, or Apache Kafka's of the ZooKeeper era, under the same
 * configuration. The ZooKeeper is the same for both.
 */
final class ZookeeperTrio implements AutoCloseable {
    static final int SESSION_MS = 6_000;
    private static final Duration START = Duration.ofSeconds(120);

    private final Node zookeeper;
    private final List<Node> brokers = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private final String served;

    ZookeeperTrio(Setting setting, boolean ours, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Site site = new Site(setting.root(), directory);
        served = ours ? "serves at" : "started (kafka.server.KafkaServer)";
        String at = "127.0.0.1:" + Ports.free();
        zookeeper = site.zookeeper("zookeeper", Map.of("dataDir", directory.resolve("zookeeper").toString(),
                "clientPort", at.substring(at.indexOf(':') + 1), "clientPortAddress", "127.0.0.1", "tickTime", "2000"));
        for (int id = 1; id <= 3; id++) {
            String address = "127.0.0.1:" + Ports.free();
            addresses.add(address);
            Map<String, String> keys = keys(id, address, at, directory.resolve("data-" + id));
            brokers.add(ours ? site.broker("broker-" + id, keys) : theirs(setting, site, id, keys));
        }
        zookeeper.start();
        zookeeper.awaitSaid("serves at", 1, START);
        for (Node broker : brokers) broker.start();
        for (Node broker : brokers) broker.awaitSaid(served, 1, START);
    }

    private static Map<String, String> keys(int id, String address, String zookeeper, Path data) {
        Map<String, String> keys = new HashMap<>(Map.of("broker.id", Integer.toString(id), "listeners",
                "PLAINTEXT://" + address, "log.dirs", data.toString(), "zookeeper.connect", zookeeper,
                "zookeeper.session.timeout.ms", Integer.toString(SESSION_MS), "min.insync.replicas", "2",
                "default.replication.factor", "3"));
        keys.put("offsets.topic.replication.factor", "3");
        keys.put("auto.leader.rebalance.enable", "false");
        return keys;
    }

    private static Node theirs(Setting setting, Site site, int id, Map<String, String> keys) throws IOException {
        Path file = site.write("broker-" + id + ".properties", keys);
        List<String> command = new ArrayList<>(List.of(setting.java(), "-Xmx512m"));
        command.addAll(Setting.COLLECTOR);
        Path log4j = Files.writeString(site.directory().resolve("log4j.properties"), """
                log4j.rootLogger=INFO, out
                log4j.appender.out=org.apache.log4j.ConsoleAppender
                log4j.appender.out.layout=org.apache.log4j.PatternLayout
                log4j.appender.out.layout.ConversionPattern=[%d] %p %m (%c)%n
                """);
        command.addAll(List.of("-Dlog4j.configuration=file:" + log4j, "-cp", setting.zookeeperKafkaLibs() + "/*",
                "kafka.Kafka", file.toString()));
        return new Node("broker-" + id, command, Map.of(), site.directory().resolve("broker-" + id + ".log"));
    }

    Node broker(int id) {
        return brokers.get(id - 1);
    }

    /** Starts one again that was killed. */
    void restart(int id) throws IOException, InterruptedException {
        broker(id).start().awaitSaid(served, 2, START);
    }

    String bootstrap() {
        return String.join(",", addresses);
    }

    @Override
    public void close() {
        brokers.forEach(Node::close);
        zookeeper.close();
    }
}
