package io.odradek.engine.env;

import io.netty.buffer.ByteBuf;

/** Frames to and from other brokers (and to ourselves: the controller speaks to its own broker in the same way). */
public interface Peers {
    /**
     * Opens a lazily connected, ordered channel to a listener. Frames are sent in order, several may be in flight,
     * answers come in
     * the order of the requests. Lost connections are made anew by the next call.
     */
    Peer peer(String host, int port, String purpose);

    /** One such channel. Safe on any thread. */
    interface Peer extends AutoCloseable {
        /**
         * Sends a request frame without its length prefix (header and body; ownership passes to the callee).
         * {@code answer} gets the response frame without length prefix (released after it returns) or the failure, on
         * {@code lane}.
         */
        void send(ByteBuf frame, long timeoutMs, Lane lane, Answer answer);

        @Override
        void close();
    }

    /** Exactly one of its methods is called, once. */
    interface Answer {
        void response(ByteBuf frame);

        /** Not sent, timed out, or the connection was lost: the request may or may not have been carried out. */
        void failed(String why);

        /**
         * Not sent, because the machine there says that nobody listens at the address: the process has gone. In place
         * of {@link #failed}, for whom that makes a difference.
         */
        default void refused(String why) {
            failed(why);
        }
    }
}
