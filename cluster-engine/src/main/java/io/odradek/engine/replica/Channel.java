package io.odradek.engine.replica;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.Timers;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.RequestHeader;
import java.util.function.BiConsumer;

/** Requests as messages over one peer connection. Safe on any thread. */
final class Channel implements AutoCloseable {
    /** The connection's own deadline comes first; this one is for what it forgot. */
    private static final long GRACE_MS = 500;

    private final Peers.Peer peer;
    private final String clientId;
    private final Timers timers;
    private int correlationId;

    Channel(Peers.Peer peer, String clientId, Timers timers) {
        this.peer = peer;
        this.clientId = clientId;
        this.timers = timers;
    }

    /** Exactly one of both is given, on the lane. The answer's buffers live until the callback returns. */
    <A extends Message> void send(ApiKey key, Message request, short version, long timeoutMs, Lane lane,
            Callback<A> callback) {
        RequestHeader header = new RequestHeader().requestApiKey(key.id()).requestApiVersion(version)
                .correlationId(nextCorrelationId()).clientId(clientId);
        ByteBuf frame = Frames.requestBuffer(header, request, ByteBufAllocator.DEFAULT);
        Once<A> once = new Once<>(callback, key, version);
        once.watch = timers.after(timeoutMs + GRACE_MS, lane, () -> once.failed("no answer"));
        peer.send(frame, timeoutMs, lane, once);
    }

    /**
     * Whatever happens to the connection, even its being closed while it is made, the caller hears of it once. On the
     * lane.
     */
    private static final class Once<A extends Message> implements Peers.Answer {
        private final Callback<A> callback;
        private final ApiKey key;
        private final short version;
        private volatile Timers.Timer watch;
        private boolean over;

        Once(Callback<A> callback, ApiKey key, short version) {
            this.callback = callback;
            this.key = key;
            this.version = version;
        }

        private boolean first() {
            if (over) return false;
            over = true;
            watch.cancel();
            return true;
        }

        @Override
        public void response(ByteBuf in) {
            if (!first()) return;
            try {
                Frames.readResponseHeader(in, key, version);
                callback.empty.read(in, version);
            } catch (WireException e) {
                callback.done.accept(null, "not understood: " + e.getMessage());
                return;
            }
            callback.done.accept(callback.empty, null);
        }

        @Override
        public void failed(String why) {
            if (first()) callback.done.accept(null, why);
        }
    }

    /** An empty answer to read into, and who wants it: the answer, or why there is none. */
    record Callback<A extends Message>(A empty, BiConsumer<A, String> done) {}

    private synchronized int nextCorrelationId() {
        return correlationId++;
    }

    @Override
    public void close() {
        peer.close();
    }
}
