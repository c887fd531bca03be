package io.odradek.console.kafka;

import java.util.Map;

/**
 * A cluster to attach to.
 *
 * @param id               short name used in addresses, such as "local"
 * @param bootstrapServers HOST:PORT,…; empty for an embedded cluster that is still starting
 * @param embedded         whether this process runs it
 * @param client           further client properties (security and such); values are secret
 */
public record ClusterSpec(String id, String bootstrapServers, boolean embedded, Map<String, String> client) {

    /** Among the properties, where its ZooKeeper is; not a client's. */
    public static final String ZOOKEEPER = "zookeeper.connect";

    public ClusterSpec {
        client = Map.copyOf(client);
    }

    @Override
    public String toString() {
        return id + " at " + bootstrapServers + (embedded ? " (embedded)" : "");
    }
}
