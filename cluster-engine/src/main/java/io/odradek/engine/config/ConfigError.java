package io.odradek.engine.config;

/** A configuration that cannot be taken; the message is for its author. Maps to INVALID_CONFIG on the wire. */
public final class ConfigError extends RuntimeException {
    public ConfigError(String message) {
        super(message);
    }

    /** Words it as Kafka does, since people search for these messages. */
    public static ConfigError invalid(String name, Object value, String why) {
        return new ConfigError("Invalid value " + value + " for configuration " + name
                + (why == null ? "" : ": " + why));
    }
}
