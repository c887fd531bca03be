package io.odradek.console.kafka;

import java.util.List;

/**
 * The graph of a Streams application.
 *
 * @param origin where it is known from: "broker" (the whole graph), "group" (sub-topologies and their topics alone),
 *               "topics" (told from names of topics) or "text" (pasted)
 */
public record TopologyFacts(String origin, List<Part> parts) {

    /** A sub-topology; a global one has no tasks. */
    public record Part(String id, boolean global, List<Node> nodes) {
    }

    /**
     * A node of a sub-topology.
     *
     * @param kind       "source", "processor" or "sink"
     * @param topics     read by a source, written by a sink; none where they are chosen as it runs
     * @param successors names of nodes in the same sub-topology
     */
    public record Node(String kind, String name, List<String> topics, List<String> stores, List<String> successors) {
    }
}
