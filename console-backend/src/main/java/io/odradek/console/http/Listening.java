package io.odradek.console.http;

import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.problem.Problem;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one browser listens to, apart from the connection that carries it: when that breaks, streams go on into their
 * bounded outboxes, and the messages sent last are kept, so that the next connection continues where the browser was.
 * Any thread.
 */
final class Listening {

    private static final int MOST_SUBSCRIPTIONS = 32;
    /** What may be on its way when a connection breaks; 1,000 viewers hold 256 MB of it at the very most. */
    private static final int KEPT_CHARS = 256 << 10;
    /** Beyond, what was lost is not even counted: half a minute of twenty messages a second of six streams. */
    private static final int KEPT_MESSAGES = 4_096;

    private final String token;
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private final ArrayDeque<Sent> forgotten = new ArrayDeque<>();
    private long keptChars;
    private long sequence;
    private Actor actor;
    private volatile Runnable wake = () -> { };

    Listening(String token, Actor actor) {
        this.token = token;
        this.actor = actor;
    }

    /** A message on its way; without a text when that is not kept any more. */
    private record Sent(long sequence, String id, int items, String text) {
    }

    /** A stream somebody listens to. The handle is set once it is open, and closed by whoever comes second. */
    final class Subscription implements Streams.Sink {
        private final String id;
        private final Outbox outbox;
        private volatile List<Need> needs = List.of();
        private AutoCloseable handle;
        private boolean closed;

        private Subscription(String id) {
            this.id = id;
            this.outbox = new Outbox(id);
        }

        @Override
        public void items(List<String> json, long dropped) {
            outbox.add(json, dropped);
            wake.run();
        }

        @Override
        public void ended(Problem why) {
            end(why.getMessage());
        }

        private void end(String why) {
            outbox.end(Json.text(Map.of("id", id, "type", "end", "reason", why)));
            wake.run();
        }

        /** @param asked what it needs for as long as it is open */
        synchronized void opened(AutoCloseable open, List<Need> asked) {
            handle = open;
            needs = asked;
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

    /** Whoever knows it may go on with this. */
    String token() {
        return token;
    }

    /** @param something run, on any thread and any number of times, when there is something to {@link #take} */
    void carriedBy(Runnable something) {
        wake = something;
        something.run();
    }

    synchronized Actor actor() {
        return actor;
    }

    /** Goes on as the same user, signed in anew perhaps. */
    synchronized void actor(Actor again) {
        actor = again;
    }

    /** Problem INVALID where there is one of that name, or too many. */
    synchronized Subscription add(String id) {
        if (id.isEmpty() || id.length() > 64 || subscriptions.containsKey(id)) {
            throw Problem.invalid("a subscription needs an id of its own, of at most 64 characters");
        }
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            throw Problem.invalid("more than {0} subscriptions on one socket", MOST_SUBSCRIPTIONS);
        }
        Subscription subscription = new Subscription(id);
        subscriptions.put(id, subscription);
        return subscription;
    }

    /** Whether there was one. */
    synchronized boolean remove(String id) {
        Subscription subscription = subscriptions.remove(id);
        if (subscription != null) {
            subscription.close();
        }
        return subscription != null;
    }

    /** What waits of each stream, as messages in order. */
    synchronized List<String> take() {
        return List.copyOf(subscriptions.values()).stream().map(this::take).filter(text -> text != null).toList();
    }

    private String take(Subscription subscription) {
        String message = subscription.outbox.take();
        if (message == null) {
            return null;
        }
        String text = "{\"seq\":" + ++sequence + "," + message.substring(1);
        sent.addLast(new Sent(sequence, subscription.id, subscription.outbox.taken(), text));
        keptChars += text.length();
        while (keptChars > KEPT_CHARS && sent.size() > 1) {
            Sent oldest = sent.removeFirst();
            keptChars -= oldest.text().length();
            forgotten.addLast(new Sent(oldest.sequence(), oldest.id(), oldest.items(), null));
        }
        while (forgotten.size() > KEPT_MESSAGES) {
            forgotten.removeFirst();
        }
        return text;
    }

    /** The messages after the one heard last; items of those that are not kept any more count as dropped. */
    synchronized List<String> after(long heard) {
        forgotten.stream().filter(one -> one.sequence() > heard && subscriptions.containsKey(one.id()))
                .forEach(one -> subscriptions.get(one.id()).outbox.add(List.of(), one.items()));
        forgotten.clear();
        while (!sent.isEmpty() && sent.peekFirst().sequence() <= heard) {
            keptChars -= sent.removeFirst().text().length();
        }
        return sent.stream().map(Sent::text).toList();
    }

    /** Ends the streams that may no longer be listened to. */
    synchronized void review() {
        for (Subscription subscription : List.copyOf(subscriptions.values())) {
            if (!subscription.needs.stream().allMatch(actor::may)) {
                subscription.needs = List.of();
                subscription.close();
                subscription.end("This is no longer permitted to you");
            }
        }
    }

    /** Leaves every stream. */
    synchronized void close() {
        subscriptions.values().forEach(Subscription::close);
        subscriptions.clear();
        sent.clear();
        forgotten.clear();
    }
}
