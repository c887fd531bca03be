package io.odradek.engine.net;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ConfigError;
import io.odradek.engine.config.NetKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One entry of {@code listeners} or {@code advertised.listeners}.
 *
 * @param name     of the listener, upper case
 * @param protocol security protocol: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
 * @param host     empty for all addresses
 * @param port     0 for any free one
 */
public record ListenerAddress(String name, String protocol, String host, int port) {
    /** Where this broker listens. */
    public static List<ListenerAddress> listeners(BrokerConfig config) {
        return parse("listeners", config.get(NetKeys.LISTENERS), protocols(config));
    }

    /**
     * What this broker tells others, empty where {@code advertised.listeners} is not set: then it is where it
     * listens.
     */
    public static List<ListenerAddress> advertised(BrokerConfig config) {
        List<String> entries = config.get(NetKeys.ADVERTISED_LISTENERS);
        return entries == null ? List.of() : parse("advertised.listeners", entries, protocols(config));
    }

    /** Name of the listener that brokers talk to each other by. */
    public static String interBroker(BrokerConfig config) {
        String name = config.get(NetKeys.INTER_BROKER_LISTENER_NAME);
        if (name != null) return name.toUpperCase(Locale.ROOT);
        String protocol = config.get(NetKeys.SECURITY_INTER_BROKER_PROTOCOL);
        return listeners(config).stream().filter(l -> l.protocol().equals(protocol)).findFirst()
            .map(ListenerAddress::name).orElseThrow(() ->
                ConfigError.invalid("security.inter.broker.protocol", protocol, "no listener speaks it"));
    }

    /** The same with the host that clients reach it by and the port that was really taken. */
    public ListenerAddress at(String otherHost, int otherPort) {
        return new ListenerAddress(name, protocol, otherHost, otherPort);
    }

    private static Map<String, String> protocols(BrokerConfig config) {
        Map<String, String> byName = new HashMap<>();
        for (String entry : config.get(NetKeys.LISTENER_SECURITY_PROTOCOL_MAP)) {
            String[] pair = entry.split(":", 2);
            if (pair.length != 2) {
                throw ConfigError.invalid("listener.security.protocol.map", entry, "not NAME:PROTOCOL");
            }
            byName.put(pair[0].trim().toUpperCase(Locale.ROOT), pair[1].trim().toUpperCase(Locale.ROOT));
        }
        return byName;
    }

    private static List<ListenerAddress> parse(String key, List<String> entries, Map<String, String> protocols) {
        List<ListenerAddress> parsed = new ArrayList<>();
        for (String entry : entries) {
            ListenerAddress address = parse(key, entry.trim(), protocols);
            if (parsed.stream().anyMatch(p -> p.name().equals(address.name()))) {
                throw ConfigError.invalid(key, entries, "listener " + address.name() + " is there twice");
            }
            parsed.add(address);
        }
        if (parsed.isEmpty()) throw ConfigError.invalid(key, entries, "at least one listener is needed");
        return parsed;
    }

    private static ListenerAddress parse(String key, String entry, Map<String, String> protocols) {
        int scheme = entry.indexOf("://");
        int colon = entry.lastIndexOf(':');
        if (scheme <= 0 || colon <= scheme) throw ConfigError.invalid(key, entry, "not NAME://host:port");
        String name = entry.substring(0, scheme).toUpperCase(Locale.ROOT);
        String host = entry.substring(scheme + "://".length(), colon);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        String protocol = protocols.get(name);
        if (protocol == null) {
            throw ConfigError.invalid(key, entry, "listener.security.protocol.map has no " + name);
        }
        try {
            int port = Integer.parseInt(entry.substring(colon + 1));
            if (port < 0 || port > 0xFFFF) throw ConfigError.invalid(key, entry, "no such port");
            return new ListenerAddress(name, protocol, host, port);
        } catch (NumberFormatException e) {
            throw ConfigError.invalid(key, entry, "not NAME://host:port");
        }
    }

    @Override
    public String toString() {
        return name + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
