package io.odradek.engine.metadata;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a dynamic configuration belongs to, named by Kafka's entity path below /config: {@code topics/orders}, {@code
 * brokers/1}, {@code brokers/<default>}, {@code clients/c}, {@code users/u}, {@code users/u/clients/c}, {@code
 * ips/10.0.0.1}; beyond Kafka 3.9's, {@code groups/g} and {@code client-metrics/s}. Names of users, clients, addresses,
 * groups and subscriptions stand there URL-encoded as Kafka's Sanitizer does.
 */
public record ConfigEntity(String path) {
    public static final String DEFAULT_NAME = "<default>";
    public static final String GROUPS = "groups";
    public static final String CLIENT_METRICS = "client-metrics";
    public static final ConfigEntity DEFAULT_BROKER = new ConfigEntity("brokers/" + DEFAULT_NAME);

    public static ConfigEntity topic(String name) {
        return new ConfigEntity("topics/" + name);
    }

    public static ConfigEntity broker(int id) {
        return new ConfigEntity("brokers/" + id);
    }

    public static ConfigEntity group(String id) {
        return new ConfigEntity(GROUPS + "/" + sanitize(id));
    }

    /** A subscription to clients' metrics. */
    public static ConfigEntity clientMetrics(String name) {
        return new ConfigEntity(CLIENT_METRICS + "/" + sanitize(name));
    }

    /** The name as it was before it was made fit for a path. */
    public String plainName() {
        return URLDecoder.decode(name(), StandardCharsets.UTF_8);
    }

    private static String sanitize(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    /** {@code topics}, {@code brokers}, {@code clients}, {@code users}, {@code ips}, … */
    public String type() {
        return path.substring(0, path.indexOf('/'));
    }

    /** All after the type. */
    public String name() {
        return path.substring(path.indexOf('/') + 1);
    }

    public boolean isTopic() {
        return path.startsWith("topics/");
    }
}
