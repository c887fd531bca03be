package io.odradek.bench.trio;

import io.odradek.bench.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A cluster of three brokers, 1 to 3, each a process; broker 3 is the one that may be killed.
 *
 * @param others processes besides the brokers
 * @param ports  of the brokers, in their order
 */
public record Trio(String name, List<Node> others, List<Node> brokers, List<Integer> ports) implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;

    /** How java is called, and the heap of each broker. */
    public record Java(String command, List<String> options, int heapMb) {
        Node node(String name, Path directory, String classPath, String... mainAndFile) {
            List<String> words = new ArrayList<>(List.of(command, "-Xms" + heapMb + "m", "-Xmx" + heapMb + "m"));
            words.addAll(options);
            words.addAll(List.of("-cp", classPath));
            words.addAll(List.of(mainAndFile));
            return new Node(name, words, java.util.Map.of(), directory.resolve(name + ".log"));
        }
    }

    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    String bootstrap() {
        return ports.stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(","));
    }

    void start() throws IOException {
        for (Node n : others) n.start();
        for (Node n : brokers) n.start();
    }

    Node last() {
        return brokers.getLast();
    }

    /** Resident bytes of each process of the brokers: VmRSS of /proc/PID/status. */
    List<Long> residentBytes() throws IOException {
        List<Long> all = new ArrayList<>();
        for (Node n : brokers) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(n.process().pid()), "status"))) {
                if (line.startsWith("VmRSS:")) all.add(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
            }
        }
        return all;
    }

    /** CPU seconds of all processes so far. */
    double cpuSeconds() throws IOException {
        double all = 0;
        for (List<Node> nodes : List.of(others, brokers)) {
            for (Node n : nodes) {
                if (!n.alive()) continue;
                String stat = Files.readString(Path.of("/proc", Long.toString(n.process().pid()), "stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                all += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
            }
        }
        return all;
    }

    @Override
    public void close() {
        brokers.forEach(Node::close);
        others.forEach(Node::close);
    }
}
