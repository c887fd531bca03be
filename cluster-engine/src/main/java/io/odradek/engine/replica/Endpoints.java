package io.odradek.engine.replica;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.SecurityProtocol;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where other brokers are reached: their inter-broker listener by the newest metadata, or, before that has arrived,
 * the address that
 * LeaderAndIsr gave for a leader. Safe on any thread.
 */
final class Endpoints {
    private final Shared shared;
    private final String listener;
    private final Map<Integer, Endpoint> leaders = new ConcurrentHashMap<>();

    Endpoints(Shared shared, String listener) {
        this.shared = shared;
        this.listener = listener;
    }

    void leader(int brokerId, String host, int port) {
        leaders.put(brokerId, new Endpoint(listener, SecurityProtocol.PLAINTEXT, host, port));
    }

    /** Null where the broker is not known. */
    Endpoint of(int brokerId) {
        BrokerImage broker = shared.metadata().current().broker(brokerId);
        Endpoint known = broker == null ? null : broker.endpoint(listener);
        return known != null ? known : leaders.get(brokerId);
    }
}
