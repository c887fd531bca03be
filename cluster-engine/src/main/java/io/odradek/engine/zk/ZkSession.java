package io.odradek.engine.zk;

import java.util.List;
import java.util.function.Consumer;

/**
 * A ZooKeeper session, and after its expiry the next one. Two twins: {@link ZookeeperSession} and, in tests, a
 * simulated one.
 * Requests are sent at once, one behind the other, without waiting for answers; answers and events come on the lane
 * the session was
 * opened with, in ZooKeeper's order. A lost connection is waited out and the request sent again, as Kafka does; only
 * the end of
 * the session ends a request without an answer (SESSION_EXPIRED). Safe on any thread.
 */
public interface ZkSession extends AutoCloseable {
    /** ZooKeeper's number of the current session: the ephemeral owner of what it makes. */
    long id();

    /** The negotiated timeout in milliseconds. */
    int timeoutMs();

    /** Sends all; {@code done} gets the replies in the order of the requests when the last one is there. */
    void submit(List<? extends ZkRequest> requests, Consumer<List<ZkReply>> done);

    default void submit(ZkRequest request, Consumer<ZkReply> done) {
        submit(List.of(request), replies -> done.accept(replies.getFirst()));
    }

    /** Tells the listener of all later events. */
    void listen(Listener listener);

    /** Ends the session; its ephemeral znodes go at once. Open requests end as SESSION_EXPIRED. */
    @Override
    void close();

    /** Hears of watches and of the session's life, on the session's lane. */
    interface Listener {
        /** A watch fired, once: whoever wants to hear of the next change asks again with a watch. */
        default void changed(Change change, String path) {}

        /** The session is over: its ephemeral znodes and watches are gone. */
        default void expired() {}

        /** A new session stands after an expiry: register, watch and read again. */
        default void renewed() {}
    }

    /** What a watch saw. */
    enum Change { CREATED, DELETED, DATA, CHILDREN }
}
