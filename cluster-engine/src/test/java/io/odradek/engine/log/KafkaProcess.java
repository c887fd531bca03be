package io.odradek.engine.log;

import io.odradek.engine.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** One Apache Kafka broker, as it was released, in a process of its own over a data directory that it keeps. */
final class KafkaProcess implements AutoCloseable {
    private static final String CLUSTER_ID = "b2RyYWRlay1wZWVyLTAwMQ";

    private final Path directory;
    private final Path libs;
    private final int port;
    private Process process;

    private KafkaProcess(Path directory, String version) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.libs = Path.of(System.getProperty("kafka.peers"), System.getProperty(version), "libs");
        this.port = FreePort.any();
        Files.writeString(directory.resolve("log4j.properties"), """
                log4j.rootLogger=WARN, stdout
                log4j.appender.stdout=org.apache.log4j.ConsoleAppender
                log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
                log4j.appender.stdout.layout.ConversionPattern=[%d] %p %m (%c)%n
                """);
    }

    /** 3.9.1, broker 0 of the ZooKeeper's cluster; its data is in {@code directory/data}. Not started. */
    static KafkaProcess ofZookeeper(Path directory, String zookeeper) throws IOException {
        KafkaProcess made = new KafkaProcess(directory, "kafka.zk.version");
        made.write(Map.of("broker.id", "0", "zookeeper.connect", zookeeper, "zookeeper.session.timeout.ms", "4000",
                "listeners", "PLAINTEXT://127.0.0.1:" + made.port));
        return made;
    }

    /** 4.3.1, broker and controller 0 of a cluster of its own. Formatted, not started. */
    static KafkaProcess ofItself(Path directory) throws Exception {
        KafkaProcess made = new KafkaProcess(directory, "kafka.version");
        int controller = FreePort.any();
        made.write(Map.of("node.id", "0", "process.roles", "broker,controller",
                "controller.quorum.voters", "0@127.0.0.1:" + controller,
                "listeners", "PLAINTEXT://127.0.0.1:" + made.port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + made.port,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"));
        Process format = made.java("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", made.properties());
        if (format.waitFor() != 0) throw new AssertionError("not formatted: " + made.output());
        return made;
    }

    private void write(Map<String, String> more) throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of("log.dirs", data().toString(), "num.partitions", "1",
                "offsets.topic.replication.factor", "1", "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1", "transaction.state.log.num.partitions", "1",
                "transaction.state.log.min.isr", "1", "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.backoff.ms", "100", "log.initial.task.delay.ms", "100"));
        all.putAll(more);
        StringBuilder text = new StringBuilder();
        all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(Path.of(properties()), text);
    }

    private String properties() {
        return directory.resolve("server.properties").toString();
    }

    Path data() {
        return directory.resolve("data");
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    String output() throws IOException {
        return Files.readString(directory.resolve("output.txt"));
    }

    private Process java(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Dlog4j.configuration=file:" + directory.resolve("log4j.properties"),
                "-cp", libs + "/*"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("output.txt").toFile())).start();
    }

    /** Returns when it serves. */
    void start() throws Exception {
        process = java("kafka.Kafka", properties());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            while (!serves(admin)) {
                if (!process.isAlive()) throw new AssertionError("Kafka ended: " + output());
            }
        }
    }

    private static boolean serves(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size() == 1;
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }

    /** As SIGTERM does. */
    void stop() throws Exception {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("Kafka did not stop: " + output());
    }

    /** As SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) kill();
    }
}
