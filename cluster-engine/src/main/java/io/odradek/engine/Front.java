package io.odradek.engine;

import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.Features;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.metric.Meters;
import io.odradek.engine.net.ClientLook;
import io.odradek.engine.net.Listener;
import io.odradek.engine.net.ListenerAddress;
import io.odradek.engine.net.Transport;
import io.odradek.engine.zk.ZnodeJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** All listeners of a broker, and what it tells others about them. */
final class Front implements AutoCloseable {
    private final BrokerConfig config;
    private final List<Listener> listeners = new ArrayList<>();
    private volatile HandlerTable table;

    Front(BrokerConfig config, Transport transport, Meters meters) throws StartFailure {
        this.config = config;
        for (ListenerAddress address : ListenerAddress.listeners(config)) {
            if (!address.protocol().equals("PLAINTEXT")) {
                throw new StartFailure("listener " + address + " wants " + address.protocol()
                    + ", but only PLAINTEXT is there yet");
            }
            listeners.add(new Listener(address, config, transport, meters));
        }
    }

    /** Takes all ports. */
    void bind() throws StartFailure {
        for (Listener listener : listeners) {
            ListenerAddress address = listener.address();
            try {
                listener.bind();
            } catch (IOException e) {
                if (!StartFailure.portInUse(e)) {
                    throw new StartFailure("broker " + config.brokerId() + " cannot listen on " + address + ": "
                        + e.getMessage(), e);
                }
                throw new StartFailure("port " + address.port() + " is in use, so broker " + config.brokerId()
                    + " cannot listen on it; stop what uses it or choose another port (up: --port, broker: listeners=)",
                    e);
            }
        }
    }

    void open(HandlerTable handlers) {
        table = handlers;
        listeners.forEach(l -> l.open(handlers));
    }

    /** Null before {@link #open}. */
    HandlerTable table() {
        return table;
    }

    /** Where clients are told to connect, with the ports that were really taken. */
    List<ListenerAddress> advertised() {
        List<ListenerAddress> told = ListenerAddress.advertised(config);
        List<ListenerAddress> all = new ArrayList<>();
        for (Listener listener : listeners) {
            ListenerAddress bound = listener.address().at(host(listener.address()), listener.port());
            all.add(told.stream().filter(t -> t.name().equals(bound.name())).findFirst()
                .map(t -> t.port() == 0 ? t.at(t.host(), bound.port()) : t).orElse(bound));
        }
        return all;
    }

    /** Listening on all addresses, a broker names its host, as Kafka does. */
    private static String host(ListenerAddress address) {
        if (!address.host().isEmpty() && !address.host().equals("0.0.0.0")) return address.host();
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Who is connected to any of them. */
    List<ClientLook> clients() {
        return listeners.stream().flatMap(listener -> listener.clients().stream()).toList();
    }

    /** What goes to /brokers/ids. */
    ZnodeJson.Broker registration(long nowMs) {
        List<Endpoint> endpoints = advertised().stream().map(a ->
            new Endpoint(a.name(), SecurityProtocol.valueOf(a.protocol()), a.host(), a.port())).toList();
        return new ZnodeJson.Broker(config.brokerId(), endpoints, config.get(ReplicaKeys.BROKER_RACK), -1, nowMs,
            new TreeMap<>(Features.SUPPORTED));
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
    }
}
