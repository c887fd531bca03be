package io.odradek.engine.net;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.NetKeys;
import java.util.HashMap;
import java.util.Map;

/**
 * What a connection, an address and a listener may take.
 *
 * @param frameBytes    largest request
 * @param idleMs        a connection silent for so long is closed
 * @param connections   open connections per listener; when they are reached, no more are accepted until one closes
 * @param perAddress    open connections per client address, beyond which a new one is closed
 * @param addressLimits other limits for certain addresses
 */
record Limits(int frameBytes, long idleMs, int connections, int perAddress, Map<String, Integer> addressLimits) {
    /**
     * Stock clients send 5 requests ahead (max.in.flight.requests.per.connection), native ones up to a million small
     * ones.
     */
    static final int IN_FLIGHT = 256;
    /** Bytes of requests in flight on one connection: past 5 requests of the stock producer's largest size (1 MiB). */
    static final int IN_FLIGHT_BYTES = 8 << 20;
    /** Unsent answers that make a connection full: one fetch answer of the stock consumer's partition size (1 MiB). */
    static final int UNSENT_HIGH = 1 << 20;
    static final int UNSENT_LOW = UNSENT_HIGH / 4;

    static Limits of(BrokerConfig config) {
        return new Limits(config.get(NetKeys.SOCKET_REQUEST_MAX_BYTES), config.get(NetKeys.CONNECTIONS_MAX_IDLE_MS),
            config.get(NetKeys.MAX_CONNECTIONS), config.get(NetKeys.MAX_CONNECTIONS_PER_IP),
            addresses(config.get(NetKeys.MAX_CONNECTIONS_PER_IP_OVERRIDES)));
    }

    int forAddress(String address) {
        return addressLimits.getOrDefault(address, perAddress);
    }

    /** {@code address:count,…}; an IPv6 address has colons of its own, so the last one counts. */
    private static Map<String, Integer> addresses(String overrides) {
        Map<String, Integer> limits = new HashMap<>();
        for (String entry : overrides.split(",")) {
            int colon = entry.lastIndexOf(':');
            if (colon > 0) {
                limits.put(entry.substring(0, colon).trim(), Integer.parseInt(entry.substring(colon + 1).trim()));
            }
        }
        return Map.copyOf(limits);
    }
}
