package io.odradek.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.odradek.engine.env.SystemClock;
import io.odradek.engine.metric.Exporter;
import io.odradek.engine.metric.Exposition;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** GET /metrics and GET /health of one broker that is a process of its own. Reads only, asks for no sign-in. */
final class MetricsPage implements AutoCloseable {
    /** Prometheus, a second one, and somebody with curl. */
    private static final int AT_ONCE = 3;

    private final Exporter exporter = new Exporter();
    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * @param address HOST:PORT, an empty host for all addresses, port 0 for any free one
     * @param label   of the broker's cluster; empty for none
     */
    MetricsPage(Broker broker, String address, String label) throws StartFailure {
        try {
            server = HttpServer.create(parse(address), 0);
        } catch (IOException e) {
            throw new StartFailure("cannot listen on " + address + " for metrics: " + e.getMessage(), e);
        }
        exporter.expose(new Exposition(() -> List.of(broker.meters()), label, new SystemClock()));
        threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread made = new Thread(work, "metrics-page");
            made.setDaemon(true);
            return made;
        });
        server.setExecutor(threads);
        server.createContext("/metrics", x -> answer(x, 200, exporter.text()));
        server.createContext("/health", x -> answer(x, broker.running() ? 200 : 503,
            (broker.running() ? "ready\n" : "not ready\n").getBytes(StandardCharsets.UTF_8)));
        server.start();
    }

    /** Answers GET /load and GET /clients too, to whoever runs the broker. */
    void tellMore(Broker broker) {
        server.createContext("/load", x -> tell(x, broker.load(), Load::text));
        server.createContext("/clients", x -> tell(x, broker.clients(), ClientText::of));
    }

    private static <T> void tell(HttpExchange x, T told, Function<T, String> text) throws IOException {
        answer(x, told == null ? 503 : 200, (told == null ? "" : text.apply(told)).getBytes(StandardCharsets.UTF_8));
    }

    private static InetSocketAddress parse(String address) throws StartFailure {
        int colon = address.lastIndexOf(':');
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            String host = colon < 0 ? "" : address.substring(0, colon);
            return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(BrokerMain.METRICS + " wants HOST:PORT, not '" + address + "'", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange x, int status, byte[] bytes) throws IOException {
        try (x) {
            x.getResponseHeaders().set("Content-Type", Exporter.CONTENT_TYPE);
            String accepted = x.getRequestHeaders().getFirst("Accept-Encoding");
            if (accepted == null || !accepted.contains("gzip")) {
                x.sendResponseHeaders(status, bytes.length);
                x.getResponseBody().write(bytes);
                return;
            }
            x.getResponseHeaders().set("Content-Encoding", "gzip");
            x.sendResponseHeaders(status, 0);
            try (OutputStream out = new GZIPOutputStream(x.getResponseBody())) {
                out.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        exporter.close();
    }
}
