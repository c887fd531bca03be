package io.odradek.bench.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is watched: from producing to the pixel of the live tail, and what 200 viewers of the overview cost. */
final class Live {

    private static final int RECORDS = 400;
    private static final long EVERY_NS = 50_000_000;
    private static final int VIEWERS = 200;
    private static final long WATCH_NS = 30_000_000_000L;
    private static final String LOOK = """
            window.took = []; window.last = 0;
            (function look() {
              let newest = window.last;
              for (const cell of document.querySelectorAll('.tail-row:not([hidden]) .tail-value-cell')) {
                const at = Number(cell.textContent.slice(2));
                if (at > window.last) { window.took.push(Date.now() - at); newest = Math.max(newest, at); }
              }
              window.last = newest;
              requestAnimationFrame(look);
            })();""";

    private final Figures figures;

    Live(Figures figures) {
        this.figures = figures;
    }

    void run(Path data) throws Exception {
        try (ConsoleProcess console = new ConsoleProcess("1g", data, "--brokers", "3", "--port", "0")) {
            tail(console);
            viewers(console);
        }
    }

    private void tail(ConsoleProcess console) throws Exception {
        String servers = console.bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("watched", 3, (short) 3))).all().get(30, TimeUnit.SECONDS);
        }
        try (WebDriver browser = new WebDriver(); KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new StringSerializer())) {
            browser.open(console.address() + "/c/local/topics/watched/messages?live=true");
            browser.until("document.querySelector('live-tail .tail-state').dataset.state === 'live'");
            browser.run(LOOK);
            // The first ones find what is cold; those that count come after.
            produce(producer, RECORDS / 4);
            browser.until("window.took.length > " + RECORDS / 8);
            browser.run("window.took = []");
            produce(producer, RECORDS);
            browser.until("window.took.length >= " + RECORDS * 9 / 10);
            List<Double> took = new ArrayList<>();
            for (JsonNode ms : browser.run("return window.took")) {
                took.add(ms.asDouble());
            }
            String what = "live tail, 20 records/s, acks=all, three replicas: produce to pixel";
            figures.add(what, "p50 ms", Figures.percentile(took, 0.5));
            figures.add(what, "p99 ms", Figures.percentile(took, 0.99), 250);
        }
    }

    private static void produce(KafkaProducer<String, String> producer, int records) {
        for (int i = 0; i < records; i++) {
            producer.send(new ProducerRecord<>("watched", "t " + System.currentTimeMillis()));
            LockSupport.parkNanos(EVERY_NS);
        }
    }

    private void viewers(ConsoleProcess console) throws Exception {
        double idle = cores(console);
        AtomicLong messages = new AtomicLong();
        List<WebSocket> sockets = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < VIEWERS; i++) {
                WebSocket socket = http.newWebSocketBuilder().buildAsync(URI.create(console.address()
                        .replace("http", "ws") + "/api/v1/stream"), new Counting(messages)).get(10, TimeUnit.SECONDS);
                socket.sendText("{\"op\":\"subscribe\",\"id\":\"o\",\"stream\":\"overview\","
                        + "\"params\":{\"cluster\":\"local\"}}", true).get(10, TimeUnit.SECONDS);
                sockets.add(socket);
            }
            LockSupport.parkNanos(WATCH_NS / 3);
            long before = messages.get();
            double watched = cores(console);
            String what = VIEWERS + " viewers of the overview";
            figures.add(what, "messages/s", (messages.get() - before) / (WATCH_NS / 1e9));
            figures.add(what, "console, % of a core", watched * 100);
            figures.add(what, "more than without, % of a core", (watched - idle) * 100, 10);
            sockets.forEach(WebSocket::abort);
        }
    }

    private static double cores(ConsoleProcess console) {
        double before = console.cpuSeconds();
        long began = System.nanoTime();
        LockSupport.parkNanos(WATCH_NS);
        return (console.cpuSeconds() - before) / ((System.nanoTime() - began) / 1e9);
    }

    private record Counting(AtomicLong messages) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (last) {
                messages.incrementAndGet();
            }
            from.request(1);
            return null;
        }
    }
}
