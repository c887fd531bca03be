package io.odradek.engine.metadata;

import java.util.List;

/**
 * A live broker.
 *
 * @param epoch     the czxid of its registration: grows with every restart; -1 on brokers, whom UpdateMetadata does
 *                  not tell it
 * @param rack      null where none is configured
 * @param endpoints in the order of its registration
 */
public record BrokerImage(int id, long epoch, String rack, List<Endpoint> endpoints) {
    public BrokerImage {
        endpoints = List.copyOf(endpoints);
    }

    /** The endpoint of a listener, or null where the broker does not have it. */
    public Endpoint endpoint(String listener) {
        for (Endpoint e : endpoints) if (e.listener().equals(listener)) return e;
        return null;
    }
}
