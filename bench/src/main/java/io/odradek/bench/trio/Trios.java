package io.odradek.bench.trio;

import io.odradek.bench.node.Node;
import io.odradek.bench.node.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two clusters of the race, with the same session timeout: two seconds until a killed broker is missed. */
public final class Trios {
    private static final String COMMON = """
            log.dirs=%s
            offsets.topic.replication.factor=3
            transaction.state.log.replication.factor=3
            transaction.state.log.min.isr=1
            group.initial.rebalance.delay.ms=0
            auto.leader.rebalance.enable=false
            """;

    private Trios() {}

    /** @param classPath the engine's */
    public static Trio ours(Trio.Java java, String classPath, Path directory) throws IOException {
        int zookeeper = Ports.free();
        Path cfg = Trio.write(directory.resolve("zoo.cfg"), """
                clientPort=%d
                clientPortAddress=127.0.0.1
                dataDir=%s
                tickTime=500
                """.formatted(zookeeper, directory.resolve("zookeeper")));
        Node keeper = new Trio.Java(java.command(), java.options(), 256).node("zookeeper", directory, classPath,
                "io.odradek.engine.ZookeeperMain", cfg.toString());
        List<Node> brokers = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            int port = Ports.free();
            Path file = Trio.write(directory.resolve("broker" + id + ".properties"), """
                    broker.id=%d
                    listeners=PLAINTEXT://127.0.0.1:%d
                    zookeeper.connect=127.0.0.1:%d
                    zookeeper.session.timeout.ms=2000
                    """.formatted(id, port, zookeeper) + COMMON.formatted(directory.resolve("data" + id)));
            ports.add(port);
            brokers.add(java.node("broker" + id, directory, classPath, "io.odradek.engine.BrokerMain",
                    file.toString()));
        }
        return new Trio("odradek", List.of(keeper), brokers, ports);
    }

    /** KRaft; broker 1 is the controller besides, so that three processes do all as with ours. */
    public static Trio theirs(Trio.Java java, Path libs, String version, Path directory) throws IOException,
            InterruptedException {
        int controller = Ports.free();
        List<Node> brokers = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            int port = Ports.free();
            boolean both = id == 1;
            Path file = Trio.write(directory.resolve("broker" + id + ".properties"), """
                    process.roles=%s
                    node.id=%d
                    controller.quorum.voters=1@127.0.0.1:%d
                    listeners=PLAINTEXT://127.0.0.1:%d%s
                    advertised.listeners=PLAINTEXT://127.0.0.1:%d
                    controller.listener.names=CONTROLLER
                    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                    broker.session.timeout.ms=2000
                    broker.heartbeat.interval.ms=500
                    """.formatted(both ? "broker,controller" : "broker", id, controller, port,
                    both ? ",CONTROLLER://127.0.0.1:" + controller : "", port)
                    + COMMON.formatted(directory.resolve("data" + id)));
            Node format = java.node("format" + id, directory, libs + "/*", "kafka.tools.StorageTool", "format", "-t",
                    "MkU3OEVBNTcwNTJENDM2Qg", "-c", file.toString()).start();
            if (format.process().waitFor() != 0) throw new IOException("formatting failed: " + format.tail());
            ports.add(port);
            brokers.add(java.node("broker" + id, directory, libs + "/*", "kafka.Kafka", file.toString()));
        }
        return new Trio("kafka-" + version, List.of(), brokers, ports);
    }
}
