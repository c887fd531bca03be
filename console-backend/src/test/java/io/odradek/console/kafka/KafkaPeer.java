package io.odradek.console.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Apache Kafka, as it was released, in processes of its own on free ports of 127.0.0.1: broker 1 is the controller
 * too. Its jars are where the system property {@code kafka.peers} says. Closing kills it and deletes its data.
 */
public final class KafkaPeer implements AutoCloseable {

    private static final long START_MS = 90_000;

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports;
    private final String libs;

    private KafkaPeer(Path directory, List<Integer> ports, String libs) {
        this.directory = directory;
        this.ports = ports;
        this.libs = libs;
    }

    /** Made when it is first asked for, ended with this JVM. */
    private static final class Shared {
        private static final KafkaPeer PEER = start();

        private static KafkaPeer start() {
            try {
                KafkaPeer peer = KafkaPeer.start(1);
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(peer::close));
                return peer;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One broker for all tests that look at topics and groups of their own alone. Nobody closes it. */
    public static KafkaPeer shared() {
        return Shared.PEER;
    }

    /** Starts so many brokers and returns when all of them are in the cluster. */
    public static KafkaPeer start(int brokers) throws Exception {
        String version = System.getProperty("kafka.version", "4.3.1");
        Path libs = Path.of(System.getProperty("kafka.peers", "../kafka-peers/target"), version, "libs");
        if (!Files.isDirectory(libs)) {
            throw new IllegalStateException("no Apache Kafka at " + libs.toAbsolutePath() + "; build kafka-peers");
        }
        KafkaPeer peer = new KafkaPeer(Files.createTempDirectory("kafka-peer"), IntStream.rangeClosed(0, brokers)
                .mapToObj(_ -> FreePort.any()).toList(),
                libs.toAbsolutePath() + "/*");
        try {
            peer.launch(brokers);
            peer.awaitBrokers(brokers);
            return peer;
        } catch (Exception e) {
            peer.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return String.join(",", ports.subList(1, ports.size()).stream().map(port -> "127.0.0.1:" + port).toList());
    }

    /** Kills a broker; ids begin with 1. */
    public void kill(int broker) throws InterruptedException {
        processes.get(broker - 1).destroyForcibly().waitFor();
    }

    /** Starts a killed broker again, on the data it has. */
    public void restart(int broker) throws IOException {
        processes.set(broker - 1, run(broker));
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        try {
            for (Process process : processes) {
                process.waitFor(10, TimeUnit.SECONDS);
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch(int brokers) throws Exception {
        List<Process> formatting = new ArrayList<>();
        for (int broker = 1; broker <= brokers; broker++) {
            Files.writeString(config(broker), properties(broker, brokers));
            formatting.add(java("format" + broker + ".log", "-XX:TieredStopAtLevel=1", "kafka.tools.StorageTool",
                    "format",
                    "-t", "b2RyYWRlay1wZWVyLTAwMQ", "-c", config(broker).toString()));
        }
        for (Process process : formatting) {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("not formatted: " + Files.readString(directory.resolve("format1.log")));
            }
        }
        for (int broker = 1; broker <= brokers; broker++) {
            processes.add(run(broker));
        }
    }

    private Process run(int broker) throws IOException {
        return java("broker" + broker + ".log", "-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "kafka.Kafka",
                config(broker).toString());
    }

    private Process java(String log, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        int main = 0;
        while (words[main].startsWith("-")) {
            command.add(words[main++]);
        }
        command.addAll(List.of("-cp", libs));
        command.addAll(List.of(words).subList(main, words.length));
        Path output = directory.resolve(log);
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private Path config(int broker) {
        return directory.resolve(broker + ".properties");
    }

    private String properties(int broker, int brokers) {
        String factor = Integer.toString(Math.min(3, brokers));
        boolean controller = broker == 1;
        String broad = "PLAINTEXT://127.0.0.1:" + ports.get(broker);
        Map<String, String> lines = new TreeMap<>(Map.of(
                "process.roles", controller ? "broker,controller" : "broker",
                "node.id", Integer.toString(broker),
                "controller.quorum.voters", "1@127.0.0.1:" + ports.getFirst(),
                "listeners", broad + (controller ? ",CONTROLLER://127.0.0.1:" + ports.getFirst() : ""),
                "advertised.listeners", broad,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", directory.resolve("data" + broker) + "," + directory.resolve("more" + broker)));
        lines.putAll(Map.of(
                "offsets.topic.replication.factor", factor,
                "transaction.state.log.replication.factor", factor,
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false"));
        StringBuilder text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    private void awaitBrokers(int brokers) throws Exception {
        long deadlineNs = System.nanoTime() + START_MS * 1_000_000;
        Map<String, Object> properties = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            while (seen(admin) != brokers) {
                for (int broker = 1; broker <= brokers; broker++) {
                    if (!processes.get(broker - 1).isAlive()) {
                        throw new IllegalStateException("broker " + broker + " ended: "
                                + Files.readString(directory.resolve("broker" + broker + ".log")));
                    }
                }
                if (System.nanoTime() > deadlineNs) {
                    throw new IllegalStateException("Apache Kafka did not come up within " + START_MS + " ms");
                }
            }
        }
    }

    private static int seen(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size();
        } catch (ExecutionException | TimeoutException notYet) {
            return 0;
        }
    }
}
