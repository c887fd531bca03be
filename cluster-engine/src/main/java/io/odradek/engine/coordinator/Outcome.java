package io.odradek.engine.coordinator;

import io.odradek.engine.wire.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What an event makes.
 *
 * @param records appended as one batch; may be empty
 * @param answer  leaves when the records, and everything the event could have seen, are committed
 * @param later   where not null, the answer comes from here instead, whenever that is
 * @param replay  false where the state already holds the change (classic groups, as in Kafka) and replaying would undo
 *                what is only in memory
 * @param written told on the lane: NONE when the records are committed, else why they are not known to be
 */
public record Outcome<T>(List<LogRecord> records, T answer, CompletableFuture<T> later, boolean replay,
                         Consumer<ErrorCode> written) {
    public static <T> Outcome<T> of(T answer) {
        return new Outcome<>(List.of(), answer, null, true, null);
    }

    public static <T> Outcome<T> of(List<LogRecord> records, T answer) {
        return new Outcome<>(records, answer, null, true, null);
    }

    public static <T> Outcome<T> of(List<LogRecord> records) {
        return new Outcome<>(records, null, null, true, null);
    }

    public static <T> Outcome<T> nothing() {
        return new Outcome<>(List.of(), null, null, true, null);
    }

    public static <T> Outcome<T> later(CompletableFuture<T> later) {
        return new Outcome<>(List.of(), null, later, true, null);
    }

    /** The same records without an answer of their own; the answer is what the caller says. */
    public <U> Outcome<U> answering(CompletableFuture<U> other) {
        return new Outcome<>(records, null, other, replay, written);
    }

    /** The same records with this answer once they are committed. */
    public <U> Outcome<U> answering(U other) {
        return new Outcome<>(records, other, null, replay, written);
    }
}
