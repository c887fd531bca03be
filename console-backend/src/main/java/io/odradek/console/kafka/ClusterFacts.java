package io.odradek.console.kafka;

import java.util.List;

/**
 * The cluster as it describes itself.
 *
 * @param controller broker id, -1 when it names none
 */
public record ClusterFacts(String clusterId, int controller, List<Node> brokers) {

    /**
     * A broker that is in the cluster now.
     *
     * @param rack null when none
     */
    public record Node(int id, String host, int port, String rack) {
    }
}
