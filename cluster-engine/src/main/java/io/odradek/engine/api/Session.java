package io.odradek.engine.api;

import java.util.function.Supplier;

/**
 * A client's connection, as handlers see it. Its mutable parts belong to the connection's lane; the others are safe
 * on any thread.
 */
public interface Session {
    /** Unique in this broker's life: {@code localHost:port-remoteHost:port-number}, as Kafka names connections. */
    String id();

    /** Name of the listener that it came in by. */
    String listener();

    /** Address of the client, without port. */
    String clientHost();

    /** What the newest request named itself; never null, empty where it did not. */
    String clientId();

    /** Client software as ApiVersions told it, {@code unknown} before. */
    String softwareName();

    String softwareVersion();

    void software(String name, String version);

    /** Whoever the client has proven to be; {@code User:ANONYMOUS} on a listener without authentication. */
    String principal();

    /**
     * State which a handler keeps for as long as the connection lives, one object per type; made when first asked
     * for.
     */
    <T> T attachment(Class<T> type, Supplier<T> make);
}
