package io.odradek.engine.api;

import io.odradek.engine.wire.Message;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a request when a future is there. */
final class Later {
    private static final Logger LOG = LoggerFactory.getLogger(Later.class);

    private Later() {}

    /** A future that fails is our fault: it is logged, and the client gets the error shape. */
    static <A extends Message> void answer(Exchange x, CompletableFuture<A> future, Supplier<Message> onError) {
        future.whenComplete((answer, failure) -> {
            if (failure == null) {
                x.answer(answer);
                return;
            }
            LOG.error("{} of {} failed", x.key(), x.session().id(), failure);
            x.answer(onError.get());
        });
    }
}
