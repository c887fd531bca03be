package io.odradek.engine.api;

import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For questions about the cluster that come to a broker which has just come itself: until the controller has told it,
 * it knows of no broker and no topic, and would deny them all. (A real broker of the ZooKeeper era does.) They wait
 * until it was told, which takes some milliseconds, and {@value #LIMIT_MS} ms where there is no controller, a sixth of
 * what clients usually wait. What waits is bounded by the requests that connections may have open. Any thread.
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    static final long LIMIT_MS = 5_000;

    private final Metadata metadata;
    private final Timers timers;
    private final List<Waiting> waiting = new ArrayList<>(0);

    private record Waiting(Exchange exchange, Runnable handle) {}

    Patience(Metadata metadata, Timers timers) {
        this.metadata = metadata;
        this.timers = timers;
        metadata.subscribe(_ -> resume());
    }

    private boolean told() {
        return !metadata.current().brokers().isEmpty();
    }

    /** The same handler, which is asked when this broker has been told. It has a shape for errors. */
    <Q extends Message> Handler<Q> of(Handler<Q> handler) {
        return new Handler<>() {
            @Override
            public void handle(Exchange x, Q request) {
                if (told()) handler.handle(x, request);
                else await(new Waiting(x, () -> guarded(handler, x, request)));
            }

            @Override
            public Message onError(ErrorCode error, Q request) {
                return handler.onError(error, request);
            }
        };
    }

    /** Whoever called the handler is not there any more to answer for what it throws. */
    private static <Q extends Message> void guarded(Handler<Q> handler, Exchange x, Q request) {
        try {
            handler.handle(x, request);
        } catch (RuntimeException failure) {
            LOG.error("{} of {} failed", x.key(), x.session().id(), failure);
            x.answer(handler.onError(ErrorCode.UNKNOWN_SERVER_ERROR, request));
        }
    }

    private void await(Waiting one) {
        synchronized (waiting) {
            waiting.add(one);
        }
        timers.after(LIMIT_MS, one.exchange.lane(), () -> {
            synchronized (waiting) {
                if (!waiting.remove(one)) return;
            }
            one.handle.run();
        });
        // It may have been told in between.
        if (told()) resume();
    }

    private void resume() {
        if (!told()) return;
        List<Waiting> all;
        synchronized (waiting) {
            if (waiting.isEmpty()) return;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        for (Waiting one : all) {
            if (!one.exchange.lane().offer(one.handle)) one.exchange.disconnect("nobody can answer it any more");
        }
    }
}
