package io.odradek.bench;

import io.odradek.bench.node.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Apache Kafka in combined mode (KRaft), with the collector's options of its own start script and otherwise its
 * defaults.
 */
record Theirs(Setting setting) implements Subject {
    @Override
    public String name() {
        return "kafka-" + setting.kafkaVersion();
    }

    @Override
    public Running start(Path directory, int port, int heapMb) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int controller = Ports.free();
        Path config = directory.resolve("server.properties");
        Files.writeString(config, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%d
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                advertised.listeners=PLAINTEXT://127.0.0.1:%d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%s
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(controller, port, controller, port, directory.resolve("data")));
        String log4j = "-Dlog4j2.configurationFile=" + setting.root().resolve("bin/lib/tools-log4j2.properties");
        Process format = new ProcessBuilder(setting.java(), log4j, "-cp", setting.kafkaLibs()
                + "/*", "kafka.tools.StorageTool",
                "format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", config.toString()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("format.log").toFile()).start();
        if (format.waitFor() != 0) throw new IOException("formatting Kafka's storage failed, see "
                + directory.resolve("format.log"));
        List<String> command = new ArrayList<>(List.of(setting.java(), "-Xms" + heapMb + "m", "-Xmx" + heapMb + "m"));
        command.addAll(Setting.COLLECTOR);
        command.addAll(List.of(log4j, "-cp", setting.kafkaLibs() + "/*", "kafka.Kafka", config.toString()));
        long startedAt = System.nanoTime();
        Path log = directory.resolve("broker.log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Running(name(), process, "127.0.0.1:" + port, startedAt, log);
    }
}
