package io.odradek.engine.replica;

import io.odradek.engine.env.Lane;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Message;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * The way to whoever is the controller now, this broker included; the connection moves with the office. Safe on any
 * thread.
 */
public final class ControllerChannel implements AutoCloseable {
    private final Shared shared;
    private final Endpoints endpoints;
    private Endpoint at;
    private Channel channel;

    ControllerChannel(Shared shared, Endpoints endpoints) {
        this.shared = shared;
        this.endpoints = endpoints;
    }

    /**
     * The callback gets, on the lane, either the answer ({@code empty}, filled) or why there is none; buffers in it
     * live until it returns.
     */
    public <A extends Message> void send(ApiKey key, Message request, short version, long timeoutMs, Lane lane, A empty,
                                         BiConsumer<A, String> callback) {
        Channel to = channel();
        if (to == null) lane.run(() -> callback.accept(null, "there is no controller now"));
        else to.send(key, request, version, timeoutMs, lane, new Channel.Callback<>(empty, callback));
    }

    /** As a future, for answers without buffers; fails with an IOException that says why there is none. */
    public <A extends Message> CompletableFuture<A> call(ApiKey key, Message request, short version, long timeoutMs,
            A empty) {
        CompletableFuture<A> future = new CompletableFuture<>();
        send(key, request, version, timeoutMs, shared.lanes().owner(key.id()), empty, (answer, failure) -> {
            if (failure == null) future.complete(answer);
            else future.completeExceptionally(new IOException(failure));
        });
        return future;
    }

    private synchronized Channel channel() {
        Endpoint endpoint = endpoints.of(shared.metadata().current().controllerId());
        if (endpoint == null) return null;
        if (!endpoint.equals(at)) {
            close();
            at = endpoint;
            channel = new Channel(shared.peers().peer(endpoint.host(), endpoint.port(), "to-controller"),
                    "broker-" + shared.brokerId() + "-to-controller", shared.timers());
        }
        return channel;
    }

    @Override
    public synchronized void close() {
        if (channel != null) channel.close();
        channel = null;
        at = null;
    }
}
