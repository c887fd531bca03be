package io.odradek.bench.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.bench.node.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Headless Chromium by chromedriver's own protocol (W3C WebDriver): enough to open a page and ask it something. */
final class WebDriver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NS = 60_000_000_000L;

    private final Process driver;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final String session;

    WebDriver() throws Exception {
        int port = Ports.free();
        driver = new ProcessBuilder("chromedriver", "--port=" + port).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        root = "http://127.0.0.1:" + port;
        List<String> options = List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--window-size=1400,900",
                "--user-data-dir=" + Files.createTempDirectory("bench-browser"));
        Map<String, Object> wanted = Map.of("capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions",
                Map.of("args", options))));
        session = await(() -> post("/session", wanted)).path("sessionId").asText();
    }

    private interface Call {
        JsonNode run() throws Exception;
    }

    private static JsonNode await(Call call) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (true) {
            try {
                return call.run();
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private JsonNode post(String path, Object body) throws Exception {
        HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(URI.create(root + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        JsonNode value = JSON.readTree(answer.body()).path("value");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(value.toString());
        }
        return value;
    }

    void open(String address) throws Exception {
        post("/session/" + session + "/url", Map.of("url", address));
    }

    JsonNode run(String script) throws Exception {
        return post("/session/" + session + "/execute/sync", Map.of("script", script, "args", List.of()));
    }

    /** Waits until the expression is true; what is not there yet counts as false. */
    void until(String expression) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!run("try { return !!(" + expression + ") } catch (e) { return false }").asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the page never came to " + expression);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() throws Exception {
        try {
            http.send(HttpRequest.newBuilder(URI.create(root + "/session/" + session)).DELETE().build(),
                    HttpResponse.BodyHandlers.discarding());
        } finally {
            driver.destroy();
            driver.waitFor(10, TimeUnit.SECONDS);
            http.close();
        }
    }
}
