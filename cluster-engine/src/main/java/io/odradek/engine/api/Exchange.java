package io.odradek.engine.api;

import io.odradek.engine.env.Lane;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.RequestHeader;

/**
 * One request and its answer. Exactly one of {@link #answer}, {@link #answerNothing} and {@link #disconnect} is called,
 * once, on
 * any thread; answers leave in the order of the requests of a connection, whatever the order of these calls. The
 * buffers
 * inside the request stay valid until then.
 */
public interface Exchange {
    RequestHeader header();

    ApiKey key();

    short version();

    /** The connection that the request came on. */
    Session session();

    /** The lane of the connection: the handler starts here. */
    Lane lane();

    /**
     * Sends the response, encoded at once at {@link #version()}. Payloads in memory may be released after this returns;
     * those in
     * files leave later, so the file must stay open.
     */
    void answer(Message response);

    /** The request wants no answer (produce with acks=0). */
    void answerNothing();

    /** Closes the connection, with one log line that says why. */
    void disconnect(String why);
}
