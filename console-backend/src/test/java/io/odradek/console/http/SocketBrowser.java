package io.odradek.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A browser's end of the one WebSocket; messages that are not waited for are kept for later. */
final class SocketBrowser implements WebSocket.Listener, AutoCloseable {
    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final List<JsonNode> passed = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    SocketBrowser(int port) throws Exception {
        this(port, "");
    }

    /** @param cookie what it brings, or nothing */
    SocketBrowser(int port, String cookie) throws Exception {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (!cookie.isEmpty()) {
            builder.header("Cookie", cookie).header("Origin", "http://127.0.0.1:" + port);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/stream"), this)
                .get(30, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                messages.add(Json.MAPPER.readTree(text.toString()));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(text.toString(), e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    /** The code that the server closed it with. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    void say(String message) throws Exception {
        socket.sendText(message, true).get(30, TimeUnit.SECONDS);
    }

    JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        JsonNode found = poll(wanted, 60_000);
        assertThat(found).isNotNull();
        return found;
    }

    JsonNode poll(Predicate<JsonNode> wanted, long ms) throws InterruptedException {
        long deadlineNs = System.nanoTime() + ms * 1_000_000;
        for (JsonNode message : passed) {
            if (wanted.test(message)) {
                passed.remove(message);
                return message;
            }
        }
        while (System.nanoTime() < deadlineNs) {
            JsonNode message = messages.poll(Math.max(1, (deadlineNs - System.nanoTime()) / 1_000_000),
                    TimeUnit.MILLISECONDS);
            if (message != null && wanted.test(message)) {
                return message;
            }
            if (message != null) {
                passed.add(message);
            }
        }
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
