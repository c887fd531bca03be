package io.odradek.bench.operate;

import io.odradek.bench.node.Node;
import io.odradek.bench.node.Ports;
import io.odradek.bench.node.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * {@code bin/odradek bench --scrape [PARTITIONS…]}: how long a scrape takes and how large it is, of a console with an
 * embedded cluster of three brokers (two replicas each) and of one broker that is a process of its own; once with
 * topics of ten partitions and once of a hundred. Every partition was written, read and committed by a group, so that
 * all its series are there.
 */
public final class Scrape {
    private static final int TIMES = 15;
    private static final int WARM_UPS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path root = Path.of(System.getProperty("odradek.root"));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int partitions;
    private final int partitionsOf;
    private final Path directory;

    private Scrape(int partitions, int partitionsOf, Path directory) {
        this.partitions = partitions;
        this.partitionsOf = partitionsOf;
        this.directory = directory;
    }

    public static void main(String[] words) throws Exception {
        String[] counts = words.length == 0 ? new String[] {"1000", "10000"} : words;
        System.out.println("partitions  of a topic  page               series      MB  MB zipped  median ms"
            + "  longest ms");
        for (int count : Arrays.stream(counts).mapToInt(Integer::parseInt).toArray()) {
            for (int each : new int[] {10, 100}) measure(count, each);
        }
    }

    private static void measure(int count, int each) throws Exception {
        Path directory = Files.createTempDirectory("odradek-scrape");
        try {
            Scrape scrape = new Scrape(count, each, directory);
            scrape.console();
            scrape.broker();
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
            }
        }
    }

    private void console() throws Exception {
        int port = Ports.free();
        int first = Ports.free();
        Node node = new Node("up", List.of(root.resolve("bin/odradek").toString(), "up", "--data",
                directory.resolve("up").toString(), "--port", String.valueOf(first), "--console-port",
                String.valueOf(port)), Map.of("ODRADEK_NO_BUILD", "1"), directory.resolve("up.log"));
        try (node) {
            node.start();
            page(node, port, "/health/ready", "ready");
            Content.fill("127.0.0.1:" + first, partitions / partitionsOf, partitionsOf, 2);
            // Sweeps are rarer on large clusters: the last partition of a topic and the group's offset must be there.
            page(node, port, "/metrics", "kafka_consumergroup_lag{cluster=\"local\",consumergroup=\"" + Content.GROUP);
            measure("console, 3 brokers", port);
        }
    }

    private void broker() throws Exception {
        Site site = new Site(root, directory);
        int zookeeper = Ports.free();
        int port = Ports.free();
        int metrics = Ports.free();
        Map<String, String> ensemble = Map.of("dataDir", directory.resolve("zookeeper").toString(), "clientPort",
                String.valueOf(zookeeper), "clientPortAddress", "127.0.0.1");
        Map<String, String> keys = new HashMap<>(Map.of("broker.id", "1", "listeners", "PLAINTEXT://127.0.0.1:" + port,
                "log.dirs", directory.resolve("broker").toString(), "zookeeper.connect", "127.0.0.1:" + zookeeper,
                "offsets.topic.replication.factor", "1", "odradek.metrics.listener", "127.0.0.1:" + metrics));
        try (Node one = site.zookeeper("zookeeper", ensemble).start(); Node two = site.broker("broker", keys)) {
            two.start();
            page(two, metrics, "/health", "ready");
            Content.fill("127.0.0.1:" + port, partitions / partitionsOf, partitionsOf, 1);
            measure("broker process", metrics);
        }
    }

    /** Waits until a line of the page begins so: a page that says "not ready" is not meant. */
    private void page(Node node, int port, String path, String wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (text(port, path).lines().noneMatch(line -> line.startsWith(wanted))) {
            if (!node.alive() || System.nanoTime() > deadline) {
                throw new IOException("no '" + wanted + "' at " + path + ": " + node.tail());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private String text(int port, String path) throws InterruptedException {
        try {
            return client.send(request(port, path).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException notYet) {
            return "";
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
    }

    private void measure(String page, int port) throws IOException, InterruptedException {
        HttpRequest plain = request(port, "/metrics").build();
        HttpRequest zipped = request(port, "/metrics").header("Accept-Encoding", "gzip").build();
        for (int i = 0; i < WARM_UPS; i++) client.send(zipped, HttpResponse.BodyHandlers.ofByteArray());
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            client.send(plain, HttpResponse.BodyHandlers.ofByteArray());
            took.add((System.nanoTime() - begin) / 1e6);
        }
        String text = client.send(plain, HttpResponse.BodyHandlers.ofString()).body();
        int small = client.send(zipped, HttpResponse.BodyHandlers.ofByteArray()).body().length;
        System.out.printf(Locale.ROOT, "%10d  %10d  %-18s %7d  %6.2f  %9.2f  %9.0f  %10.0f%n", partitions,
                partitionsOf, page, text.lines().filter(line -> !line.startsWith("#")).count(), text.length() / 1e6,
                small / 1e6, Median.of(took), took.stream().mapToDouble(t -> t).max().orElseThrow());
    }
}
