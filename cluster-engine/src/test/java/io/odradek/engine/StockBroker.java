package io.odradek.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** An Apache Kafka broker of the ZooKeeper era, as a process of its own over a data directory that it keeps. */
final class StockBroker implements AutoCloseable {
    private static final long STOP_S = 30;

    private final Path directory;
    private final Path properties;
    private Process process;

    /** Not started yet. {@code more} wins over what is made here; the port is a free one, other at each start. */
    StockBroker(int id, Path directory, String zookeeperConnect, Map<String, String> more) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        Map<String, String> all = new TreeMap<>();
        all.put("broker.id", Integer.toString(id));
        all.put("listeners", "PLAINTEXT://127.0.0.1:0");
        all.put("log.dirs", directory.resolve("data").toString());
        all.put("zookeeper.connect", zookeeperConnect);
        // The least that the embedded ZooKeeper grants: two of its ticks.
        all.put("zookeeper.session.timeout.ms", "4000");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.putAll(more);
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        properties = Files.writeString(directory.resolve("server.properties"), text);
        Files.writeString(directory.resolve("log4j.properties"), """
                log4j.rootLogger=INFO, stdout
                log4j.appender.stdout=org.apache.log4j.ConsoleAppender
                log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
                log4j.appender.stdout.layout.ConversionPattern=[%d] %p %m (%c)%n
                """);
    }

    Path data() {
        return directory.resolve("data");
    }

    void start() throws IOException {
        Path libs = Path.of(System.getProperty("kafka.peers"), System.getProperty("kafka.zk.version"), "libs");
        process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m", "-Xms384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "-Dlog4j.configuration=file:" + directory.resolve("log4j.properties"), "-cp", libs + "/*",
                "kafka.Kafka", properties.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("broker.log").toFile())).start();
    }

    boolean running() {
        return process != null && process.isAlive();
    }

    /** As SIGTERM does: with a controlled shutdown. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) throw new AssertionError("Kafka did not stop: " + directory);
    }

    /** As SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("broker.log"));
    }

    @Override
    public void close() throws InterruptedException {
        if (running()) kill();
    }
}
