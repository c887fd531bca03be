package io.odradek.engine;

import io.odradek.engine.net.ClientLook;
import java.util.List;

/**
 * A broker of an embedded cluster: in this process, or in a process of its own. Starting and stopping block until it is
 * done, and may be repeated. Any thread.
 */
public sealed interface Member permits Broker, BrokerProcess {
    int id();

    /** Whether it serves. */
    boolean running();

    /** As clients are told; empty while it does not run. */
    String host();

    /** As clients are told; -1 while it does not run. */
    int port();

    /** The port it has or had; 0 before its first start. */
    int lastPort();

    /** Empty while it does not know. */
    String clusterId();

    /** Whether it has heard of so many brokers, itself included, and of a controller, since it started. */
    boolean acquainted(int brokers);

    /** Null while it does not run or does not answer within a second. */
    Load load();

    /** Who is connected to it now, other brokers too; in no order. Null as above. */
    List<ClientLook> clients();

    void start() throws StartFailure;

    /** In order: its leaders are handed over first. */
    void stop();

    /** In order, but hands nothing over: for when the whole cluster stops. */
    void stopWithAll();

    /** Without any order: nothing is handed over or written down. */
    void kill();
}
