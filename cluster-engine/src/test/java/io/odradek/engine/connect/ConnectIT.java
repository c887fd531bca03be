package io.odradek.engine.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.FreePort;
import io.odradek.engine.streams.Program;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Connect of the stock distribution moves a file through a topic, in one worker and in a group whose member dies. */
@Timeout(240)
class ConnectIT {
    private static final long PATIENCE_NS = 120_000_000_000L;
    private static final long STEP_NS = 100_000_000;
    /** Where a worker listens that is not told otherwise. */
    private static final int STOCK_PORT = 8083;
    private static final String FILE = "org.apache.kafka.connect.file.FileStream";

    @TempDir
    static Path data;
    private static EmbeddedCluster cluster;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data.resolve("cluster"), "127.0.0.1", 0,
                Map.of("offsets.topic.num.partitions", "2")));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) cluster.close();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition c, Program... programs) throws Exception {
        long end = System.nanoTime() + PATIENCE_NS;
        while (!c.holds()) {
            if (System.nanoTime() > end) {
                StringBuilder all = new StringBuilder("not in time");
                for (Program p : programs) all.append("\n---\n").append(p.output());
                throw new AssertionError(all);
            }
            LockSupport.parkNanos(STEP_NS);
        }
    }

    private static Path properties(String name, Map<String, String> content) throws IOException {
        List<String> lines = new ArrayList<>();
        content.forEach((k, v) -> lines.add(k + "=" + v));
        return Files.write(data.resolve(name), lines);
    }

    private static Map<String, String> worker(int port) {
        String strings = "org.apache.kafka.connect.storage.StringConverter";
        return new java.util.TreeMap<>(Map.of("bootstrap.servers", cluster.bootstrapServers(), "key.converter", strings,
                "value.converter", strings, "listeners", "http://127.0.0.1:" + port, "offset.flush.interval.ms", "500",
                "plugin.discovery", "service_load", "consumer.session.timeout.ms", "6000",
                "consumer.heartbeat.interval.ms", "1000"));
    }

    private static List<String> lines(int from, int to) {
        List<String> all = new ArrayList<>();
        for (int i = from; i < to; i++) all.add("line " + i);
        return all;
    }

    private static TreeSet<String> read(Path file) throws IOException {
        return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void oneWorkerMovesAFileThroughATopic() throws Exception {
        Path in = Files.write(data.resolve("in.txt"), lines(0, 50));
        Path out = data.resolve("out.txt");
        assertThat(oneWorkerMoves(STOCK_PORT, in, out) || oneWorkerMoves(FreePort.any(), in, out)).isTrue();
    }

    /** False when somebody else has the port. */
    private boolean oneWorkerMoves(int port, Path in, Path out) throws Exception {
        Map<String, String> w = worker(port);
        if (port == STOCK_PORT) w.remove("listeners");
        w.put("offset.storage.file.filename", data.resolve("standalone.offsets").toString());
        Path source = properties("source.properties", Map.of("name", "source", "connector.class", FILE
                + "SourceConnector", "tasks.max", "1", "file", in.toString(), "topic", "moved"));
        Path sink = properties("sink.properties", Map.of("name", "sink", "connector.class", FILE + "SinkConnector",
                "tasks.max", "1", "file", out.toString(), "topics", "moved"));
        try (Program p = command("connect-standalone.sh", properties("worker.properties", w), source, sink)) {
            until(() -> read(out).size() == 50 || !p.running(), p);
            if (!p.running()) {
                assertThat(p.output()).contains("Failed to bind");
                return false;
            }
            assertThat(Files.readAllLines(out)).containsExactlyElementsOf(lines(0, 50));
            assertThat(get(port, "/connectors")).contains("\"source\"", "\"sink\"");
            assertThat(get(port, "/")).contains("\"version\":\"" + System.getProperty("kafka.version") + "\"",
                    cluster.clusterId());
            return true;
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anotherWorkerTakesOverWhenOneIsKilled() throws Exception {
        Path in = Files.write(data.resolve("group-in.txt"), lines(0, 50));
        Path out = data.resolve("group-out.txt");
        int first = FreePort.any();
        int second = FreePort.any();
        try (Program one = member(first); Program two = member(second)) {
            until(() -> isUp(first) && isUp(second), one, two);
            put(first, "source", Map.of("connector.class", FILE + "SourceConnector", "tasks.max", "1", "file",
                    in.toString(), "topic", "moved-by-group"));
            put(second, "sink", Map.of("connector.class", FILE + "SinkConnector", "tasks.max", "1", "file",
                    out.toString(), "topics", "moved-by-group"));
            until(() -> read(out).size() == 50, one, two);
            one.kill();
            Files.write(in, lines(50, 80), StandardOpenOption.APPEND);
            until(() -> read(out).size() == 80, one, two);
            until(() -> get(second, "/connectors/source/status").contains("\"worker_id\":\"127.0.0.1:" + second), two);
        }
        assertThat(read(out)).containsAll(lines(0, 80));
    }

    private static Program member(int port) throws IOException {
        Map<String, String> w = worker(port);
        w.put("group.id", "connect");
        w.put("session.timeout.ms", "6000");
        w.put("heartbeat.interval.ms", "1000");
        w.put("scheduled.rebalance.max.delay.ms", "0");
        for (String kind : List.of("offset", "config", "status")) {
            w.put(kind + ".storage.topic", "connect-" + kind);
            w.put(kind + ".storage.replication.factor", "3");
        }
        w.put("offset.storage.partitions", "3");
        w.put("status.storage.partitions", "3");
        return command("connect-distributed.sh", properties("worker-" + port + ".properties", w));
    }

    /** As a user starts it. */
    private static Program command(String name, Path... files) throws IOException {
        List<String> all = new ArrayList<>(List.of(Path.of(System.getProperty("project.root"), "bin", name)
                .toString()));
        for (Path f : files) all.add(f.toString());
        return Program.run(data, all);
    }

    private boolean isUp(int port) throws Exception {
        try {
            return http.send(request(port, "/connectors").GET().build(), BodyHandlers.ofString()).statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private String get(int port, String path) throws Exception {
        return http.send(request(port, path).GET().build(), BodyHandlers.ofString()).body();
    }

    /** Told again while the group is finding itself. */
    private void put(int port, String name, Map<String, String> config) throws Exception {
        StringBuilder json = new StringBuilder();
        config.forEach((k, v) -> json.append(json.isEmpty() ? "{" : ",").append('"').append(k).append("\":\"")
                .append(v).append('"'));
        HttpRequest q = request(port, "/connectors/" + name + "/config").header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.append('}').toString())).build();
        until(() -> http.send(q, BodyHandlers.ofString()).statusCode() / 100 == 2);
    }
}
