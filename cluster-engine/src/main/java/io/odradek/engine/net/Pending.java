package io.odradek.engine.net;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.api.Exchange;
import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.api.Session;
import io.odradek.engine.env.Lane;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Frame;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.RequestHeader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request in flight. What it answers waits here for its turn. */
final class Pending implements Exchange, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);

    private final Connection connection;
    private final HandlerTable.Entry<?> entry;
    private final RequestHeader header;
    private final short answerVersion;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final ByteBuf request;
    private final long arrivedNs;
    private final int requestBytes;
    private long startedNs;
    private long handledNs;
    private long answeredNs;
    /** Written before {@link #run} is handed to the loop, read there. */
    private Frame answer;
    private String disconnect;
    private boolean done;

    /** @param request owned from here on, released when the answer is known */
    Pending(Connection connection, HandlerTable.Entry<?> entry, RequestHeader header, short answerVersion,
            ByteBuf request, long arrivedNs) {
        this.connection = connection;
        this.entry = entry;
        this.header = header;
        this.answerVersion = answerVersion;
        this.request = request;
        this.arrivedNs = arrivedNs;
        this.startedNs = arrivedNs;
        this.requestBytes = Integer.BYTES + request.writerIndex();
    }

    /** Runs the handler; what it throws is answered. On the connection's loop. */
    void handle(Message body) {
        startedNs = System.nanoTime();
        try {
            entry.handle(this, body);
        } catch (Throwable failure) {
            connection.meters(key()).failures().increment();
            LOG.error("{} version {} of {} failed", key(), version(), connection, failure);
            fail(body);
        }
        handledNs = System.nanoTime();
    }

    private void fail(Message body) {
        if (answered.get()) return;
        Message error = entry.onError(ErrorCode.UNKNOWN_SERVER_ERROR, body);
        if (error == null) disconnect("the request failed, and its response has no room to say so");
        else answer(error);
    }

    @Override
    public RequestHeader header() {
        return header;
    }

    @Override
    public ApiKey key() {
        return entry.key();
    }

    @Override
    public short version() {
        return header.requestApiVersion();
    }

    @Override
    public Session session() {
        return connection.client();
    }

    @Override
    public Lane lane() {
        return connection.lane();
    }

    @Override
    public void answer(Message response) {
        if (!first()) return;
        try {
            answer = Frames.response(key(), answerVersion, header.correlationId(), response, connection.allocator());
        } catch (RuntimeException unwritable) {
            connection.meters(key()).failures().increment();
            LOG.error("an answer of {} version {} cannot be written", key(), answerVersion, unwritable);
            disconnect = "its answer cannot be written";
        }
        handOver();
    }

    @Override
    public void answerNothing() {
        if (first()) handOver();
    }

    @Override
    public void disconnect(String why) {
        if (!first()) return;
        disconnect = why;
        handOver();
    }

    private boolean first() {
        if (answered.compareAndSet(false, true)) {
            answeredNs = System.nanoTime();
            return true;
        }
        LOG.error("a second answer to {} of {} was dropped", key(), connection, new IllegalStateException());
        return false;
    }

    private void handOver() {
        if (connection.lane().isCurrent()) run();
        else if (!connection.post(this)) abandon();
    }

    /** The answer is known. On the connection's loop. */
    @Override
    public void run() {
        done = true;
        request.release();
        connection.completed(this);
    }

    /** The loop has ended, and with it the connection. */
    private void abandon() {
        request.release();
        if (answer != null) answer.release();
    }

    boolean done() {
        return done;
    }

    /** Null where nothing is to be sent. The caller takes it over. */
    Frame answer() {
        return answer;
    }

    /** Why the connection is to be closed, or null. */
    String disconnect() {
        return disconnect;
    }

    int requestBytes() {
        return requestBytes;
    }

    /** Counts the request and where its time went. When the answer is handed to the socket. */
    void count(ApiMeters meters, long sentNs) {
        // Answered inside the handler, it has not returned yet, and nothing was waited for.
        boolean inside = handledNs == 0 || answeredNs < handledNs;
        meters.time().record(sentNs - arrivedNs);
        meters.queue().record(startedNs - arrivedNs);
        meters.local().record((inside ? answeredNs : handledNs) - startedNs);
        meters.remote().record(inside ? 0 : answeredNs - handledNs);
        meters.send().record(sentNs - answeredNs);
        meters.bytesIn().add(requestBytes);
        if (answer != null) meters.bytesOut().add(answer.size());
    }
}
