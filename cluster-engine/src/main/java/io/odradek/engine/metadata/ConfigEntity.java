package io.odradek.engine.metadata;

/**
 * What a dynamic configuration belongs to, named by Kafka's entity path below /config: {@code topics/orders}, {@code
 * brokers/1},
 * {@code brokers/<default>}, {@code clients/c}, {@code users/u}, {@code users/u/clients/c}, {@code ips/10.0.0.1}.
 * Names of users, clients and addresses stand there URL-encoded as Kafka's Sanitizer does.
 */
public record ConfigEntity(String path) {
    public static final String DEFAULT_NAME = "<default>";
    public static final ConfigEntity DEFAULT_BROKER = new ConfigEntity("brokers/" + DEFAULT_NAME);

    public static ConfigEntity topic(String name) {
        return new ConfigEntity("topics/" + name);
    }

    public static ConfigEntity broker(int id) {
        return new ConfigEntity("brokers/" + id);
    }

    /** {@code topics}, {@code brokers}, {@code clients}, {@code users} or {@code ips}. */
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
