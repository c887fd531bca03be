package io.odradek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * This engine: one broker and its ZooKeeper in one process, as Kafka's combined mode has broker and controller in one.
 */
record Ours(Setting setting) implements Subject {
    @Override
    public String name() {
        return "odradek";
    }

    @Override
    public Running start(Path directory, int port, int heapMb) throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(List.of(setting.java(), "-Xms" + heapMb + "m", "-Xmx" + heapMb + "m"));
        command.addAll(Setting.COLLECTOR);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dio.netty.jfr.enabled=false"));
        if (Files.exists(setting.cache())) command.add("-XX:AOTCache=" + setting.cache());
        command.addAll(List.of("-cp", setting.classPath(), "io.odradek.bench.OneBroker", directory.toString(),
                Integer.toString(port)));
        long startedAt = System.nanoTime();
        Path log = directory.resolve("broker.log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Running(name(), process, "127.0.0.1:" + port, startedAt, log);
    }
}
