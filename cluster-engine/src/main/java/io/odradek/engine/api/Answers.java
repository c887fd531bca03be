package io.odradek.engine.api;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what a future brings. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    /** A future that fails, which none of the coordinators' should, is logged and answered as our fault. */
    static <T extends Message> void send(Exchange x, CompletableFuture<T> future,
                                         Function<ErrorCode, ? extends Message> onError) {
        future.whenComplete((answer, failure) -> {
            if (failure == null) {
                x.answer(answer);
                return;
            }
            LOG.error("{} version {} failed", x.key(), x.version(), failure);
            x.answer(onError.apply(ErrorCode.UNKNOWN_SERVER_ERROR));
        });
    }
}
