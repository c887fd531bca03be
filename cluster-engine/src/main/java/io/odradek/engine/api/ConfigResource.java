package io.odradek.engine.api;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ClientMetricsKeys;
import io.odradek.engine.config.GroupKeys;
import io.odradek.engine.config.Key;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.wire.ErrorCode;

/** What a configuration request is about: the kind's number, and a name (empty for all brokers together). */
record ConfigResource(byte type, String name) {
    static final byte TOPIC = 2;
    static final byte BROKER = 4;
    static final byte BROKER_LOGGER = 8;
    static final byte CLIENT_METRICS = 16;
    static final byte GROUP = 32;

    boolean isTopic() {
        return type == TOPIC;
    }

    boolean allBrokers() {
        return type == BROKER && name.isEmpty();
    }

    /** Only where {@link #refusal} has nothing to say. */
    ConfigEntity entity() {
        return switch (type) {
            case TOPIC -> ConfigEntity.topic(name);
            case GROUP -> ConfigEntity.group(name);
            case CLIENT_METRICS -> ConfigEntity.clientMetrics(name);
            default -> allBrokers() ? ConfigEntity.DEFAULT_BROKER : ConfigEntity.broker(Integer.parseInt(name));
        };
    }

    /** Null where there is no such key. */
    Key<?> key(String key) {
        return switch (type) {
            case TOPIC -> TopicKeys.named(key);
            case GROUP -> GroupKeys.named(key);
            case CLIENT_METRICS -> ClientMetricsKeys.named(key);
            default -> BrokerConfig.key(key);
        };
    }

    /** Null where this broker can tell or change it. */
    Refusal refusal(Parts parts) {
        return switch (type) {
            case TOPIC -> topicRefusal(parts);
            case BROKER -> brokerRefusal(parts.replicas().brokerId());
            case GROUP -> name.isEmpty() ? invalid("Group name must not be empty") : null;
            case CLIENT_METRICS -> name.isEmpty() ? invalid("Client metrics subscription name must not be empty")
                    : null;
            default -> invalid("Resource type " + type + " is not supported by this broker.");
        };
    }

    private Refusal topicRefusal(Parts parts) {
        if (!TopicName.valid(name)) {
            return new Refusal(ErrorCode.INVALID_TOPIC_EXCEPTION, "The topic name " + name + " is invalid.");
        }
        boolean known = parts.metadata().current().topic(name) != null;
        return known ? null : new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.message());
    }

    private Refusal brokerRefusal(int own) {
        if (allBrokers() || name.equals(Integer.toString(own))) return null;
        return invalid("Unexpected broker id, expected " + own + " or empty string, but received " + name);
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_REQUEST, message);
    }

    /** An outcome that is not success. */
    record Refusal(ErrorCode code, String message) {}
}
