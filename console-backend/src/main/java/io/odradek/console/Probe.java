package io.odradek.console;

import io.odradek.console.kafka.Door;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Tries what the first user would: one acknowledged produce, one page. */
final class Probe {

    static final String TOPIC = "__odradek_probe";
    private static final long PATIENCE_MS = 60_000;
    private static final long PAUSE_NS = 20_000_000;

    private Probe() {
    }

    /** Returns once a record is acknowledged by the cluster. */
    static void produce(Door door) {
        try {
            door.changes().create(TOPIC, 1, 1, Map.of("retention.ms", "3600000"), false);
        } catch (Problem problem) {
            if (problem.kind() != Kind.CONFLICT) {
                throw problem;
            }
        }
        door.writer().write(TOPIC, 0, null, null, "started".getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** Returns once the front page is served with status 200. */
    static void page(String host, int port) {
        long deadlineNs = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (get(host, port, "/") != 200) {
            if (System.nanoTime() > deadlineNs) {
                throw Problem.of(Kind.TIMED_OUT, Sentence.of("The pages do not come up"),
                        Sentence.of("no page within {0} ms", PATIENCE_MS));
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Where to knock for a server that listens there: on every address, on this one. */
    private static String reached(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    }

    /** The status of a GET, reading the whole answer; -1 when nothing answers. */
    static int get(String host, int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI
                    .create("http://" + reached(host) + ":" + port + path).toURL().openConnection();
            connection.setReadTimeout(20_000);
            int status = connection.getResponseCode();
            if (status == 200) {
                connection.getInputStream().readAllBytes();
            }
            connection.disconnect();
            return status;
        } catch (IOException e) {
            return -1;
        }
    }
}
