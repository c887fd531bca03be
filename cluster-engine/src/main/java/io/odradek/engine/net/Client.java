package io.odradek.engine.net;

import io.odradek.engine.api.Session;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Who is at the other end of a connection. */
final class Client implements Session {
    private final String id;
    private final String listener;
    private final String host;
    private final int port;
    private final long acceptedNs = System.nanoTime();
    private final Map<Class<?>, Object> attachments = new HashMap<>();
    private volatile String clientId = "";
    private volatile String softwareName = "unknown";
    private volatile String softwareVersion = "unknown";

    Client(String listener, InetSocketAddress local, InetSocketAddress remote, long number) {
        this.listener = listener;
        this.host = remote.getAddress().getHostAddress();
        this.port = remote.getPort();
        String here = local.getAddress().getHostAddress() + ":" + local.getPort();
        this.id = here + "-" + host + ":" + remote.getPort() + "-" + number;
    }

    ClientLook look() {
        return new ClientLook(listener, host, port, clientId, softwareName, softwareVersion,
            (System.nanoTime() - acceptedNs) / 1_000_000);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String listener() {
        return listener;
    }

    @Override
    public String clientHost() {
        return host;
    }

    @Override
    public String clientId() {
        return clientId;
    }

    void clientId(String value) {
        String named = value == null ? "" : value;
        // Most clients keep one name; a volatile write per request would be paid for nothing.
        if (!named.equals(clientId)) clientId = named;
    }

    @Override
    public String softwareName() {
        return softwareName;
    }

    @Override
    public String softwareVersion() {
        return softwareVersion;
    }

    @Override
    public void software(String name, String version) {
        softwareName = name;
        softwareVersion = version;
    }

    @Override
    public String principal() {
        return "User:ANONYMOUS";
    }

    @Override
    public <T> T attachment(Class<T> type, Supplier<T> make) {
        synchronized (attachments) {
            return type.cast(attachments.computeIfAbsent(type, t -> make.get()));
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
