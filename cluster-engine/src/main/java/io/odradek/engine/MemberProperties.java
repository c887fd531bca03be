package io.odradek.engine;

import java.util.HashMap;
import java.util.Map;

/** The server.properties of an embedded cluster's brokers. */
final class MemberProperties {
    private MemberProperties() {}

    /** @param zookeeper {@code host:port} */
    static Map<String, String> of(EmbeddedCluster.Options options, int id, String zookeeper) {
        int count = options.brokers();
        Map<String, String> properties = new HashMap<>();
        properties.put("broker.id", Integer.toString(id));
        int port = options.firstPort() == 0 ? 0 : options.firstPort() + id - 1;
        properties.put("listeners", "PLAINTEXT://" + options.host() + ":" + port);
        properties.put("log.dirs", options.data().resolve("broker-" + id).toString());
        properties.put("zookeeper.connect", zookeeper);
        // Three ticks: nothing but loopback is between them, and a killed broker's leaders are taken over sooner.
        properties.put("zookeeper.session.timeout.ms", Integer.toString(3 * EmbeddedCluster.TICK_MS));
        String copies = Integer.toString(Math.min(3, count));
        properties.put("offsets.topic.replication.factor", copies);
        properties.put("transaction.state.log.replication.factor", copies);
        properties.put("transaction.state.log.min.isr", Integer.toString(Math.min(2, count)));
        // As in the server.properties that Kafka comes with: nobody waits three seconds for a first consumer.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.streams.initial.rebalance.delay.ms", "0");
        properties.putAll(options.brokerConfig());
        return properties;
    }
}
