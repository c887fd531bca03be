package io.odradek.engine.replica;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.NetKeys;

/** Which of the listeners brokers use among themselves. */
final class Listeners {
    private Listeners() {}

    /** inter.broker.listener.name, or where that is not set the listener named as security.inter.broker.protocol. */
    static String interBroker(BrokerConfig config) {
        String name = config.get(NetKeys.INTER_BROKER_LISTENER_NAME);
        return name != null ? name : config.get(NetKeys.SECURITY_INTER_BROKER_PROTOCOL);
    }
}
