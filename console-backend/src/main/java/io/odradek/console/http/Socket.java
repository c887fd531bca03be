package io.odradek.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.odradek.console.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One browser's WebSocket: subscribe, unsubscribe, ping. What streams bring is collected and sent {@link #FLUSH_MS}
 * apart, and only while the browser takes
 * it; until then it waits in bounded outboxes. All but opening and closing of streams happens on the socket's event
 * loop.
 */
final class Socket {

    /** 20 frames a second: a person sees it as at once, and a fast tail fits a hundred records into each. */
    private static final long FLUSH_MS = 50;
    private static final int MOST_SUBSCRIPTIONS = 32;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final Streams streams;
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final long timer;

    Socket(Vertx vertx, ServerWebSocket socket, Streams streams) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.streams = streams;
        this.timer = vertx.setPeriodic(FLUSH_MS, _ -> flush());
        socket.textMessageHandler(this::take);
        socket.exceptionHandler(_ -> socket.close());
        socket.shutdownHandler(_ -> socket.close((short) 1001, "the console is stopping"));
    }

    /** A stream somebody listens to. The handle is set once it is open, and closed by whoever comes second. */
    private static final class Subscription implements Streams.Sink {
        private final String id;
        private final Outbox outbox;
        private AutoCloseable handle;
        private boolean closed;

        Subscription(String id) {
            this.id = id;
            this.outbox = new Outbox(id);
        }

        @Override
        public void items(List<String> json, long dropped) {
            outbox.add(json, dropped);
        }

        @Override
        public void ended(Problem why) {
            outbox.end(Json.text(Map.of("id", id, "type", "end", "reason", why.getMessage())));
        }

        synchronized void opened(AutoCloseable open) {
            handle = open;
            if (closed) {
                quiet(open);
            }
        }

        synchronized void close() {
            closed = true;
            if (handle != null) {
                quiet(handle);
            }
        }

        private static void quiet(AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void take(String text) {
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            message = MissingNode.getInstance();
        }
        String id = message.path("id").asText("");
        switch (message.path("op").asText("")) {
            case "subscribe" -> subscribe(id, message);
            case "unsubscribe" -> unsubscribe(id);
            case "ping" -> send("{\"type\":\"pong\"}");
            default -> error(id, Problem.invalid("op must be subscribe, unsubscribe or ping"));
        }
    }

    private void subscribe(String id, JsonNode message) {
        if (id.isEmpty() || id.length() > 64 || subscriptions.containsKey(id)) {
            error(id, Problem.invalid("a subscription needs an id of its own, of at most 64 characters"));
            return;
        }
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            error(id, Problem.invalid("more than " + MOST_SUBSCRIPTIONS + " subscriptions on one socket"));
            return;
        }
        Subscription subscription = new Subscription(id);
        subscriptions.put(id, subscription);
        String stream = message.path("stream").asText("");
        Thread.ofVirtual().name("stream-" + stream).start(() -> {
            try {
                subscription.opened(streams.open(stream, message.path("params"), subscription));
            } catch (RuntimeException e) {
                context.runOnContext(_ -> {
                    subscriptions.remove(id);
                    error(id, Problem.from(e));
                });
            }
        });
    }

    private void unsubscribe(String id) {
        Subscription subscription = subscriptions.remove(id);
        if (subscription != null) {
            subscription.close();
            send(Json.text(Map.of("id", id, "type", "end", "reason", "unsubscribed")));
        }
    }

    private void flush() {
        // The timer may come once more between the tab's end and our hearing of it.
        if (socket.isClosed()) return;
        for (Subscription subscription : List.copyOf(subscriptions.values())) {
            String message = socket.writeQueueFull() ? null : subscription.outbox.take();
            if (message != null) {
                send(message);
            }
        }
    }

    private void error(String id, Problem problem) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("type", "error");
        message.putAll(Map.of("title", problem.title(), "detail", problem.detail()));
        send(Json.text(message));
    }

    private void send(String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    /** Leaves every stream. */
    void close() {
        vertx.cancelTimer(timer);
        subscriptions.values().forEach(Subscription::close);
        subscriptions.clear();
    }
}
