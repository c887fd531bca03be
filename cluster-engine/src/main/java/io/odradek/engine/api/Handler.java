package io.odradek.engine.api;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;

/** Serves one API key, all its versions. Has no state of its own. */
public interface Handler<Q extends Message> {
    /** Called on the connection's lane; must not block. What it throws becomes {@link #onError}. */
    void handle(Exchange exchange, Q request);

    /**
     * The response that carries this error in the request's shape, or null where the response has no room: the
     * connection is closed.
     */
    default Message onError(ErrorCode error, Q request) {
        return null;
    }
}
