package io.odradek.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All that browsers listen to, also those whose connection broke less than {@link #RESUME_MS} ago. Any thread. */
final class Listenings {

    /** A change of networks, a lid that was shut for a moment; not a night. */
    static final long RESUME_MS = 30_000;
    /** Beyond, whoever breaks off begins anew. */
    private static final int MOST_WAITING = 1_000;

    private final Vertx vertx;
    private final Streams streams;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Listening> all = new ConcurrentHashMap<>();
    private final Map<String, Runnable> carriers = new ConcurrentHashMap<>();
    /** Those without a connection, by token, with the timer that ends them. */
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();

    Listenings(Vertx vertx, Streams streams) {
        this.vertx = vertx;
        this.streams = streams;
    }

    /** @param replaced run when another connection goes on with it */
    Listening begin(Actor actor, Runnable replaced) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        Listening listening = new Listening(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), actor);
        all.put(listening.token(), listening);
        carriers.put(listening.token(), replaced);
        return listening;
    }

    /** What this token's owner listened to; null when it is not theirs or over. */
    Listening resume(String token, Actor actor, Runnable replaced) {
        Listening listening = all.get(token);
        if (listening == null || !listening.actor().name().equals(actor.name())) {
            return null;
        }
        Long timer = waiting.remove(token);
        if (timer != null) {
            vertx.cancelTimer(timer);
        } else if (!carriers.containsKey(token)) {
            return null;
        }
        Runnable before = carriers.put(token, replaced);
        if (before != null) {
            before.run();
        }
        listening.actor(actor);
        return listening;
    }

    /** Its connection broke: it waits a while for the next. */
    void leave(Listening listening, Runnable carrier) {
        String token = listening.token();
        if (!carriers.remove(token, carrier)) {
            return;
        }
        if (waiting.size() >= MOST_WAITING || !listening.actor().may(Need.console(Permission.VIEW))) {
            end(listening);
            return;
        }
        waiting.put(token, vertx.setTimer(RESUME_MS, timer -> {
            if (waiting.remove(token, timer)) {
                end(listening);
            }
        }));
    }

    /** Nobody goes on with it. */
    void end(Listening listening) {
        all.remove(listening.token());
        carriers.remove(listening.token());
        listening.close();
    }

    /** Ends them all. */
    void close() {
        List.copyOf(all.values()).forEach(this::end);
    }

    /** Opens a stream for it, or throws Problem. */
    void open(Listening listening, Listening.Subscription subscription, String stream, JsonNode params) {
        List<Need> needs = streams.needs(stream, params);
        needs.forEach(listening.actor()::require);
        subscription.opened(streams.open(listening::actor, stream, params, subscription), needs);
    }
}
