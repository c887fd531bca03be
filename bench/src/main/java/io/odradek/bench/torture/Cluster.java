package io.odradek.bench.torture;

import io.odradek.bench.node.Network;
import io.odradek.bench.node.Node;
import io.odradek.bench.node.Ports;
import io.odradek.bench.node.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A ZooKeeper and some brokers, each a process, each broker in a network namespace where that is permitted. */
final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int SESSION_MS = 4_000;

    private final Site site;
    /** Null where there is none. */
    private final Network network;
    private final Node zookeeper;
    private final List<Node> brokers = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private final int[] starts;

    Cluster(Site site, int count, boolean cuts) throws IOException, InterruptedException {
        this.site = site;
        this.network = cuts ? Network.open(count) : null;
        this.starts = new int[count];
        String zookeeperHost = network == null ? "127.0.0.1" : network.zookeeper();
        int zookeeperPort = network == null ? Ports.free() : 2181;
        zookeeper = site.zookeeper("zookeeper", Map.of("dataDir", site.directory().resolve("zookeeper").toString(),
                "clientPort", Integer.toString(zookeeperPort), "clientPortAddress", zookeeperHost, "tickTime", "1000",
                "maxClientCnxns", "0"));
        for (int i = 1; i <= count; i++) {
            String address = network == null ? "127.0.0.1:" + Ports.free() : network.host(i) + ":9092";
            addresses.add(address);
            brokers.add(site.broker("broker-" + i, keys(i, count, address, zookeeperHost + ":" + zookeeperPort),
                    network == null ? List.of() : network.inside(i)));
        }
    }

    private Map<String, String> keys(int id, int count, String address, String zookeeperConnect) {
        Map<String, String> keys = new HashMap<>();
        keys.put("broker.id", Integer.toString(id));
        keys.put("listeners", "PLAINTEXT://" + address);
        keys.put("log.dirs", data(id).toString());
        keys.put("zookeeper.connect", zookeeperConnect + "/torture");
        keys.put("zookeeper.session.timeout.ms", Integer.toString(SESSION_MS));
        keys.put("zookeeper.connection.timeout.ms", "60000");
        keys.put("default.replication.factor", Integer.toString(count));
        keys.put("offsets.topic.replication.factor", Integer.toString(count));
        keys.put("offsets.topic.num.partitions", "4");
        keys.put("min.insync.replicas", Integer.toString(Math.max(1, count - 1)));
        // A follower that is cut off holds acknowledgements up for so long.
        keys.put("replica.lag.time.max.ms", "6000");
        keys.put("group.initial.rebalance.delay.ms", "0");
        // Segments roll, so that recovery, truncation and fetching cross their borders.
        keys.put("log.segment.bytes", Integer.toString(8 << 20));
        return keys;
    }

    void start() throws IOException, InterruptedException {
        zookeeper.start();
        zookeeper.awaitSaid("serves at", 1, START);
        for (int i = 1; i <= brokers.size(); i++) startBroker(i);
        awaitBrokers();
    }

    void startBroker(int id) throws IOException {
        broker(id).start();
        starts[id - 1]++;
    }

    /** Waits until every broker that was started serves. */
    void awaitBrokers() throws IOException, InterruptedException {
        for (int i = 0; i < starts.length; i++) {
            if (brokers.get(i).alive()) brokers.get(i).awaitSaid("serves at", served(i), START);
        }
    }

    private int served(int i) {
        return starts[i];
    }

    /** It was killed before it served, perhaps, so the count is taken from what it said. */
    void killed(int id) throws IOException {
        String said = broker(id).said();
        int n = 0;
        for (int at = said.indexOf("serves at"); at >= 0; at = said.indexOf("serves at", at + 1)) n++;
        starts[id - 1] = n;
    }

    Node broker(int id) {
        return brokers.get(id - 1);
    }

    int size() {
        return brokers.size();
    }

    Node zookeeper() {
        return zookeeper;
    }

    /** Null where cuts are not permitted. */
    Network network() {
        return network;
    }

    String bootstrap() {
        return addresses.stream().collect(Collectors.joining(","));
    }

    Path data(int id) {
        return site.directory().resolve("data-" + id);
    }

    /** Each in turn, in order. */
    void stopBrokers() throws InterruptedException {
        for (Node broker : brokers) broker.stop();
    }

    List<Integer> ids() {
        return IntStream.rangeClosed(1, brokers.size()).boxed().toList();
    }

    @Override
    public void close() {
        brokers.forEach(Node::close);
        zookeeper.close();
        if (network != null) network.close();
    }
}
