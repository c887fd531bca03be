package io.odradek.console;

import io.odradek.console.kafka.Door;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
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
    static void page(int port) {
        long deadlineNs = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (get(port, "/") != 200) {
            if (System.nanoTime() > deadlineNs) {
                throw Problem.of(Kind.TIMED_OUT, "The pages do not come up", "no page within " + PATIENCE_MS + " ms");
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** The status of a GET, reading the whole answer; -1 when nothing answers. */
    static int get(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL()
                    .openConnection();
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
