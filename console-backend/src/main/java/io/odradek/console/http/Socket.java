package io.odradek.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One browser's WebSocket: subscribe, unsubscribe, resume, ping. What streams bring is sent at once after a silence,
 * else collected and sent {@link #FLUSH_MS} apart, and only while the browser takes it; until then it waits in bounded
 * outboxes. A socket that nothing comes for does nothing. All but opening and closing of streams happens on the
 * socket's event loop.
 */
final class Socket {

    /** 20 frames a second: a person sees it as at once, and a fast tail fits a hundred records into each. */
    private static final long FLUSH_MS = 50;
    private static final long REVIEW_MS = 1_000;
    /** Told to a browser that has to sign in anew; RFC 6455 leaves 4000 to 4999 to applications. */
    private static final short SIGN_IN = 4401;
    private static final short GOING_AWAY = 1001;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final Listenings listenings;
    private final Actor actor;
    private final Runnable replaced;
    private final long timer;
    private final AtomicBoolean awake = new AtomicBoolean();
    private Listening listening;
    private long flushedNs = System.nanoTime() - FLUSH_MS * 1_000_000;
    private short farewell;

    Socket(Vertx vertx, ServerWebSocket socket, Listenings listenings, Actor actor) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.listenings = listenings;
        this.actor = actor;
        this.replaced = () -> context.runOnContext(_ -> close(GOING_AWAY, "gone on elsewhere"));
        this.listening = listenings.begin(actor, replaced);
        this.timer = vertx.setPeriodic(REVIEW_MS, _ -> review());
        socket.textMessageHandler(this::take);
        socket.exceptionHandler(_ -> socket.close());
        socket.shutdownHandler(_ -> close(GOING_AWAY, "the console is stopping"));
        socket.drainHandler(_ -> wake());
        hello("hello");
        listening.carriedBy(this::wake);
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
            case "resume" -> resume(message.path("session").asText(""), message.path("seq").asLong(0));
            case "ping" -> send("{\"type\":\"pong\"}");
            default -> error(id, Problem.invalid("op must be subscribe, unsubscribe, resume or ping"));
        }
    }

    private void subscribe(String id, JsonNode message) {
        Listening mine = listening;
        Listening.Subscription subscription;
        try {
            subscription = mine.add(id);
        } catch (Problem problem) {
            error(id, problem);
            return;
        }
        String stream = message.path("stream").asText("");
        Thread.ofVirtual().name("stream-" + stream).start(() -> {
            try {
                listenings.open(mine, subscription, stream, message.path("params"));
            } catch (RuntimeException e) {
                context.runOnContext(_ -> {
                    mine.remove(id);
                    error(id, Problem.from(e));
                });
            }
        });
    }

    private void unsubscribe(String id) {
        if (listening.remove(id)) {
            send(Json.text(Map.of("id", id, "type", "end", "reason", "unsubscribed")));
        }
    }

    /** Goes on with what an earlier connection listened to, after the message that the browser heard last. */
    private void resume(String token, long heard) {
        Listening before = token.equals(listening.token()) ? null : listenings.resume(token, actor, replaced);
        if (before == null) {
            hello("anew");
            return;
        }
        listenings.end(listening);
        listening = before;
        hello("resumed");
        before.after(heard).forEach(this::send);
        listening.carriedBy(this::wake);
    }

    private void hello(String type) {
        send(Json.text(Map.of("type", type, "session", listening.token(), "resumeMs", Listenings.RESUME_MS)));
    }

    /** Something waits to be sent; any thread. */
    private void wake() {
        if (awake.compareAndSet(false, true)) {
            context.runOnContext(_ -> {
                long leftMs = FLUSH_MS - (System.nanoTime() - flushedNs) / 1_000_000;
                if (leftMs > 0) {
                    vertx.setTimer(leftMs, _ -> flush());
                } else {
                    flush();
                }
            });
        }
    }

    private void flush() {
        // What comes from now on may be too late for this message, and wakes anew.
        awake.set(false);
        // A stream may bring something once more between the tab's end and our hearing of it.
        if (socket.isClosed() || socket.writeQueueFull()) return;
        flushedNs = System.nanoTime();
        List<String> messages = listening.take();
        messages.forEach(this::send);
        // A stream's end follows its last items in a message of its own.
        if (!messages.isEmpty()) wake();
    }

    private void review() {
        if (socket.isClosed()) return;
        if (!actor.may(Need.console(Permission.VIEW))) {
            close(SIGN_IN, "sign in first");
            return;
        }
        listening.review();
    }

    /** Closing calls the shutdown handler, which has to close as well; what was said first stands. */
    private void close(short code, String reason) {
        farewell = farewell == 0 ? code : farewell;
        socket.close(farewell, reason);
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

    /** The connection is gone; what was listened to waits a while for the next. */
    void close() {
        vertx.cancelTimer(timer);
        listenings.leave(listening, replaced);
    }
}
