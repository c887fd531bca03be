package io.odradek.bench.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where processes are started: the project's scripts and a directory for data, files and logs.
 *
 * @param root      the project, built
 * @param directory ours to fill
 */
public record Site(Path root, Path directory) {
    /** Nothing is built on the way, and brokers need little: many of them run beside each other here. */
    private static final Map<String, String> ENVIRONMENT = Map.of("ODRADEK_NO_BUILD", "1", "KAFKA_HEAP_OPTS",
            "-Xmx512m");

    /** True where the jars are there that the scripts start. */
    public boolean built() {
        return Files.isDirectory(root.resolve("cluster-engine/target/lib"));
    }

    public Path script(String name) {
        return root.resolve("bin").resolve(name);
    }

    /** A ZooKeeper by a zoo.cfg made of these keys. */
    public Node zookeeper(String name, Map<String, String> keys) throws IOException {
        return node(name, write(name + ".cfg", keys), "zookeeper", List.of());
    }

    /** A broker by a server.properties made of these keys. */
    public Node broker(String name, Map<String, String> keys) throws IOException {
        return node(name, write(name + ".properties", keys), "broker", List.of());
    }

    /** The same behind a prefix that runs a command, {@code ip netns exec NAME} for example. */
    public Node broker(String name, Map<String, String> keys, List<String> prefix) throws IOException {
        return node(name, write(name + ".properties", keys), "broker", prefix);
    }

    private Node node(String name, Path file, String command, List<String> prefix) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(script("odradek").toString(), command, file.toString()));
        return new Node(name, words, ENVIRONMENT, directory.resolve(name + ".log"));
    }

    /** Keys and values, as both kinds of files have them. */
    public Path write(String name, Map<String, String> keys) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(keys).forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Files.writeString(directory.resolve(name), text);
    }

    public Map<String, String> environment() {
        return ENVIRONMENT;
    }
}
