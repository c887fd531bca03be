package io.odradek.engine.config;

/** Where a value comes from, strongest first. The codes are those of the DescribeConfigs response. */
public enum Source {
    DYNAMIC_TOPIC_CONFIG(1), DYNAMIC_GROUP_CONFIG(8), DYNAMIC_CLIENT_METRICS_CONFIG(7),
    DYNAMIC_BROKER_CONFIG(2), DYNAMIC_DEFAULT_BROKER_CONFIG(3), STATIC_BROKER_CONFIG(4),
    DEFAULT_CONFIG(5);

    private final byte code;

    Source(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }
}
