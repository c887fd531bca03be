package io.odradek.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.kafka.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The system's Prometheus over our configuration, which looks every second. */
final class Prometheus implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Path OURS = Path.of(System.getProperty("project.root")).resolve("prometheus");
    /** By these labels Strimzi's dashboards choose. */
    private static final String STRIMZI = "namespace: kafka, strimzi_io_cluster: odradek, strimzi_io_kind: Kafka, "
            + "strimzi_io_name: odradek-kafka, kubernetes_pod_name: odradek-kafka-0";
    private static final long BETWEEN_LOOKS_MS = 250;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /** @param target port of the console */
    Prometheus(Path home, int target) throws IOException {
        Files.createDirectories(home.resolve("rules"));
        Files.writeString(home.resolve("prometheus.yml"), Files.readString(OURS.resolve("prometheus.yml"))
                .replaceAll("(scrape|evaluation)_interval: \\d+s", "$1_interval: 1s")
                .replace("127.0.0.1:8080", "127.0.0.1:" + target)
                .replace("labels: {env: odradek}", "labels: {env: odradek, container: kafka, " + STRIMZI + "}"));
        Files.writeString(home.resolve("rules/alerts.yml"), Files.readString(OURS.resolve("rules/alerts.yml"))
                .replaceAll("for: \\w+", "for: 1s"));
        Files.copy(OURS.resolve("rules/recording.yml"), home.resolve("rules/recording.yml"));
        port = FreePort.any();
        process = new ProcessBuilder(PROGRAM.toString(), "--config.file=prometheus.yml", "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port, "--log.level=warn").directory(home.toFile())
                .redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
    }

    /** The answer's data; an object without anything where it does not answer yet. */
    JsonNode get(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                    .build();
            String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            JsonNode answer = new ObjectMapper().readTree(body);
            if (answer.path("status").asText().equals("error")) {
                throw new AssertionError(path + ": " + answer.path("error").asText());
            }
            return answer.path("data");
        } catch (IOException e) {
            if (!process.isAlive()) throw new AssertionError("Prometheus ended with " + process.exitValue(), e);
            return new ObjectMapper().createObjectNode();
        }
    }

    /** How many series an expression has now. */
    int series(String expression) throws InterruptedException {
        return get("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)).path("result").size();
    }

    /** Looks until it is as wanted; the test's time limit ends it. */
    JsonNode await(String path, Predicate<JsonNode> wanted) throws InterruptedException {
        for (JsonNode data = get(path); ; data = get(path)) {
            if (wanted.test(data)) return data;
            pause();
        }
    }

    static void pause() throws InterruptedException {
        new CountDownLatch(1).await(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
