package io.odradek.engine.config;

import java.util.List;
import java.util.Map;

/**
 * The operator's own rules for topics and configurations (KIP-108, KIP-133), written against Kafka's interfaces. They
 * run on the caller's lane, so what they wait for everybody waits for, as with a real broker's threads.
 */
public final class Policies implements AutoCloseable {
    public static final Policies NONE = new Policies(null, null);
    private static final String PACKAGE = "org.apache.kafka.server.policy.";
    private static final String RESOURCE = "org.apache.kafka.common.config.ConfigResource";

    private final PlugIn creation;
    private final PlugIn alteration;

    private Policies(PlugIn creation, PlugIn alteration) {
        this.creation = creation;
        this.alteration = alteration;
    }

    /** Those that the configuration names; throws {@link ConfigError} where one cannot be had. */
    public static Policies of(BrokerConfig config) {
        Map<String, String> properties = config.properties();
        return new Policies(
                PlugIn.of(ReplicaKeys.CREATE_TOPIC_POLICY, PACKAGE + "CreateTopicPolicy", config, properties),
                PlugIn.of(ReplicaKeys.ALTER_CONFIG_POLICY, PACKAGE + "AlterConfigPolicy", config, properties));
    }

    /**
     * A topic to be made. Throws {@link Violation} where it may not be.
     *
     * @param partitions  null where the assignments say it, and so is the factor
     * @param assignments brokers by partition; null where they are left to the controller
     */
    public void topic(String name, Integer partitions, Short factor, Map<Integer, List<Integer>> assignments,
            Map<String, String> configs) {
        if (creation == null) return;
        try {
            creation.validate(creation.kafkas(PACKAGE + "CreateTopicPolicy$RequestMetadata")
                    .getConstructor(String.class, Integer.class, Short.class, Map.class, Map.class)
                    .newInstance(name, partitions, factor, assignments, configs));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the policy for topics cannot be asked", e);
        }
    }

    /**
     * A change of configuration. Throws {@link Violation} where it may not be.
     *
     * @param type    the resource's number in the protocol
     * @param configs what the request names, with the values it asks for; null for one to be taken away
     */
    public void configs(byte type, String name, Map<String, String> configs) {
        if (alteration == null) return;
        try {
            Class<?> types = alteration.kafkas(RESOURCE + "$Type");
            Class<?> resources = alteration.kafkas(RESOURCE);
            Object resource = resources.getConstructor(types, String.class)
                    .newInstance(types.getMethod("forId", byte.class).invoke(null, type), name);
            alteration.validate(alteration.kafkas(PACKAGE + "AlterConfigPolicy$RequestMetadata")
                    .getConstructor(resources, Map.class).newInstance(resource, configs));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the policy for configurations cannot be asked", e);
        }
    }

    @Override
    public void close() {
        if (creation != null) creation.close();
        if (alteration != null) alteration.close();
    }

    /** A policy said no, or failed, which is no yes either. Maps to POLICY_VIOLATION or UNKNOWN_SERVER_ERROR. */
    public static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final boolean meant;

        Violation(boolean meant, Throwable said) {
            super(said.getMessage(), said);
            this.meant = meant;
        }

        /** It was the policy's verdict, not a mistake inside it. */
        public boolean meant() {
            return meant;
        }
    }
}
