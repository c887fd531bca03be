package io.odradek.engine.replica;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.RequestHeader;
import java.util.function.BiConsumer;

/** Requests as messages over one peer connection. Safe on any thread. */
final class Channel implements AutoCloseable {
    private final Peers.Peer peer;
    private final String clientId;
    private int correlationId;

    Channel(Peers.Peer peer, String clientId) {
        this.peer = peer;
        this.clientId = clientId;
    }

    /** Exactly one of both is given, on the lane. The answer's buffers live until the callback returns. */
    <A extends Message> void send(ApiKey key, Message request, short version, long timeoutMs, Lane lane,
            Callback<A> callback) {
        RequestHeader header = new RequestHeader().requestApiKey(key.id()).requestApiVersion(version)
                .correlationId(nextCorrelationId()).clientId(clientId);
        ByteBuf frame = Frames.requestBuffer(header, request, ByteBufAllocator.DEFAULT);
        peer.send(frame, timeoutMs, lane, new Peers.Answer() {
            @Override
            public void response(ByteBuf in) {
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
                callback.done.accept(null, why);
            }
        });
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
