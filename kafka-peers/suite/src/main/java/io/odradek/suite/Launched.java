package io.odradek.suite;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processes of one cluster, behind a launcher. Its directory has {@code cluster.properties} and a
 * {@code broker-ID.properties} for each broker; {@code prepare}, {@code start}, {@code cleanup} are the launcher's.
 */
final class Launched {
    private static final long READY_MS = 60_000;
    private static final long STOP_SECONDS = 45;
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_767;

    private final Path directory;
    private final SortedMap<Integer, Integer> ports = new TreeMap<>();
    private final Map<Integer, Process> brokers = new ConcurrentHashMap<>();
    private volatile boolean touched;

    private Launched(Path directory) {
        this.directory = directory;
    }

    /**
     * What is wanted of a cluster; two that print alike are alike.
     *
     * @param brokers  what each broker is to be configured with besides its place
     * @param features of cluster.properties
     * @param disks    log directories of each broker
     */
    record Shape(SortedMap<Integer, Map<String, String>> brokers, SortedMap<String, Short> features, String listener,
                 int disks) {}

    /** Brokers that serve. */
    static Launched start(Shape shape) throws Exception {
        Launched cluster = new Launched(Files.createTempDirectory("conformance"));
        try {
            cluster.write(shape);
            int code = cluster.launcher("prepare").start().waitFor();
            if (code != 0) throw new IllegalStateException("the launcher's prepare ended with " + code);
            for (int id : shape.brokers.keySet()) cluster.launch(id);
            for (int id : shape.brokers.keySet()) cluster.awaitReady(id);
            return cluster;
        } catch (Exception e) {
            cluster.destroy();
            throw e;
        }
    }

    private void write(Shape shape) throws IOException {
        String listener = shape.listener;
        List<ServerSocket> held = new ArrayList<>();
        for (int id : shape.brokers.keySet()) {
            ServerSocket free = free();
            held.add(free);
            ports.put(id, free.getLocalPort());
        }
        for (ServerSocket each : held) each.close();
        for (Map.Entry<Integer, Map<String, String>> broker : shape.brokers.entrySet()) {
            Properties p = new Properties();
            p.putAll(broker.getValue());
            p.setProperty("node.id", broker.getKey().toString());
            p.setProperty("listeners", listener + "://127.0.0.1:" + ports.get(broker.getKey()));
            p.setProperty("advertised.listeners", listener + "://localhost:" + ports.get(broker.getKey()));
            p.setProperty("listener.security.protocol.map", listener + ":PLAINTEXT,CONTROLLER:PLAINTEXT");
            p.setProperty("inter.broker.listener.name", listener);
            p.setProperty("log.dirs", IntStream.range(0, shape.disks).mapToObj(disk ->
                    directory.resolve("data-" + broker.getKey() + "-" + disk).toString())
                    .collect(Collectors.joining(",")));
            store(p, "broker-" + broker.getKey());
        }
        Properties cluster = new Properties();
        cluster.setProperty("ids", shape.brokers.keySet().stream().map(String::valueOf)
                .collect(Collectors.joining(",")));
        shape.features.forEach((name, level) -> cluster.setProperty("feature." + name, level.toString()));
        store(cluster, "cluster");
    }

    /** Below those that the system gives to outgoing connections, which might have it while a broker is down. */
    private static ServerSocket free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT + 1);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (IOException taken) {
                continue;
            }
        }
    }

    private void store(Properties properties, String name) throws IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve(name + ".properties"))) {
            properties.store(out, null);
        }
    }

    private ProcessBuilder launcher(String order, String... more) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("suite.launcher"), order,
                directory.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("launcher.log").toFile()));
    }

    private void launch(int id) throws IOException {
        brokers.put(id, launcher("start", Integer.toString(id)).start());
    }

    private void awaitReady(int id) throws InterruptedException {
        Wait.until("broker " + id + " serves", READY_MS, () -> {
            if (!alive(id)) throw new IllegalStateException("broker " + id + " ended, see " + directory);
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(id)), 500);
                return true;
            } catch (IOException _) {
                return false;
            }
        });
    }

    /** True once a broker was stopped: another test may count on none of it. */
    boolean wasTouched() {
        return touched;
    }

    boolean alive(int id) {
        Process broker = brokers.get(id);
        return broker != null && broker.isAlive();
    }

    boolean allAlive() {
        return ports.keySet().stream().allMatch(this::alive);
    }

    SortedMap<Integer, Integer> ports() {
        return ports;
    }

    void startBroker(int id) throws IOException, InterruptedException {
        launch(id);
        awaitReady(id);
    }

    void stopBroker(int id) throws InterruptedException {
        touched = true;
        Process broker = brokers.get(id);
        broker.destroy();
        if (!broker.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) broker.destroyForcibly().waitFor();
    }

    /** Ends everything and takes the files away. */
    void destroy() {
        brokers.values().forEach(Process::destroyForcibly);
        try {
            launcher("cleanup").start().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            if (Boolean.getBoolean("suite.keep")) return;
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            System.err.println("files stay in " + directory + ": " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "cluster " + HexFormat.of().toHexDigits(System.identityHashCode(this)) + " in " + directory;
    }
}
