package io.odradek.engine.api;

import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.wire.ErrorCode;

/** What a configuration request is about: the kind's number, and a name (empty for all brokers together). */
record ConfigResource(byte type, String name) {
    static final byte TOPIC = 2;
    static final byte BROKER = 4;

    boolean isTopic() {
        return type == TOPIC;
    }

    boolean allBrokers() {
        return type == BROKER && name.isEmpty();
    }

    /** Only for topics and brokers. */
    ConfigEntity entity() {
        if (isTopic()) return ConfigEntity.topic(name);
        return allBrokers() ? ConfigEntity.DEFAULT_BROKER : ConfigEntity.broker(Integer.parseInt(name));
    }

    /** Null where this broker can tell or change it. */
    Refusal refusal(Parts parts) {
        if (isTopic()) {
            if (!TopicName.valid(name)) return new Refusal(ErrorCode.INVALID_TOPIC_EXCEPTION, "The topic name " + name
                    + " is invalid.");
            boolean known = parts.metadata().current().topic(name) != null;
            return known ? null : new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.message());
        }
        if (type != BROKER) return new Refusal(ErrorCode.INVALID_REQUEST, "Resource type " + type
                + " is not supported by this broker.");
        int own = parts.replicas().brokerId();
        if (allBrokers() || name.equals(Integer.toString(own))) return null;
        return new Refusal(ErrorCode.INVALID_REQUEST, "Unexpected broker id, expected " + own
                + " or empty string, but received " + name);
    }

    /** An outcome that is not success. */
    record Refusal(ErrorCode code, String message) {}
}
