package io.odradek.engine.api;

import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.ProduceResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * One produce request on its way through the lanes of its partitions: at most one hand-over for each lane, none where
 * the connection's lane is the partition's. Answers when the last partition is done, or for acks=all at the deadline.
 */
final class ProduceRun {
    private final Exchange exchange;
    private final ProduceRequest request;
    private final List<ProducePiece> pieces;
    private final Timers timers;
    private final EnlistRecords enlist;
    private final BiFunction<Exchange, List<ProducePiece>, ProduceResponse> answer;
    private final AtomicInteger open;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Timers.Timer deadline;

    ProduceRun(Exchange exchange, ProduceRequest request, List<ProducePiece> pieces, Timers timers,
               EnlistRecords enlist, BiFunction<Exchange, List<ProducePiece>, ProduceResponse> answer) {
        this.exchange = exchange;
        this.request = request;
        this.pieces = pieces;
        this.timers = timers;
        this.enlist = enlist;
        this.answer = answer;
        // One more for start itself: nothing is answered before every lane has its work.
        this.open = new AtomicInteger(pieces.size() + 1);
    }

    void start() {
        for (int i = 0; i < pieces.size(); i++) {
            ProducePiece piece = pieces.get(i);
            // Not done(): a piece of this very lane may have been appended, and counted, with an earlier one.
            if (piece.partition() == null) finished();
            else if (firstOfItsLane(i)) handOver(i);
        }
        finished();
        if (!over.get() && request.acks() == -1) await();
    }

    private boolean firstOfItsLane(int i) {
        Lane lane = pieces.get(i).partition().lane();
        for (int j = 0; j < i; j++) {
            ProducePiece earlier = pieces.get(j);
            if (earlier.partition() != null && earlier.partition().lane() == lane) return false;
        }
        return true;
    }

    private void handOver(int first) {
        Lane lane = pieces.get(first).partition().lane();
        if (lane.isCurrent()) appendAll(lane, first);
        else if (!lane.offer(() -> appendAll(lane, first))) refuseAll(lane, first);
    }

    private void appendAll(Lane lane, int first) {
        for (int i = first; i < pieces.size(); i++) {
            ProducePiece piece = pieces.get(i);
            if (piece.partition() != null && piece.partition().lane() == lane) piece.append(this, request.acks() == -1);
        }
    }

    /** The lane is overloaded: the client is to come again. */
    private void refuseAll(Lane lane, int first) {
        for (int i = first; i < pieces.size(); i++) {
            ProducePiece piece = pieces.get(i);
            if (piece.partition() == null || piece.partition().lane() != lane) continue;
            piece.fail(ErrorCode.REQUEST_TIMED_OUT);
            finished();
        }
    }

    private void await() {
        deadline = timers.after(Math.max(0, request.timeoutMs()), exchange.lane(), this::end);
        // The last acknowledgement may have come before there was a deadline to cancel.
        if (over.get()) deadline.cancel();
    }

    void finished() {
        if (open.decrementAndGet() == 0) end();
    }

    short version() {
        return exchange.version();
    }

    EnlistRecords enlist() {
        return enlist;
    }

    boolean over() {
        return over.get();
    }

    private void end() {
        if (!over.compareAndSet(false, true)) return;
        Timers.Timer timer = deadline;
        if (timer != null) timer.cancel();
        if (request.acks() != 0) {
            exchange.answer(answer.apply(exchange, pieces));
            return;
        }
        for (ProducePiece piece : pieces) {
            if (piece.error() != ErrorCode.NONE) {
                exchange.disconnect("a produce request with acks=0 failed: " + piece.error());
                return;
            }
        }
        exchange.answerNothing();
    }
}
