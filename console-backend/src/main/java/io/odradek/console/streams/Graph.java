package io.odradek.console.streams;

import io.odradek.console.kafka.TopologyFacts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Boxes and arrows of a topology, before they have places. Pure. */
final class Graph {

    /** A box. */
    enum Kind {
        TOPIC, INTERNAL, SOURCE, PROCESSOR, SINK, STORE
    }

    /**
     * A box of the drawing.
     *
     * @param part sub-topology it stands in; empty for topics, which stand between them
     */
    record Box(String id, Kind kind, String label, String part) {
    }

    /** An arrow between boxes, by id. */
    record Arrow(String from, String to) {
    }

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Set<Arrow> arrows = new LinkedHashSet<>();
    private final Set<String> parts = new LinkedHashSet<>();

    /** @param known topics that exist, to tell which stores have a changelog */
    static Graph of(String app, TopologyFacts topology, Set<String> known) {
        Graph graph = new Graph();
        for (TopologyFacts.Part part : topology.parts()) {
            graph.parts.add(part.id());
            for (TopologyFacts.Node node : part.nodes()) {
                graph.node(app, part.id(), node, known);
            }
        }
        graph.arrows.removeIf(arrow -> !graph.boxes.containsKey(arrow.from()) || !graph.boxes.containsKey(arrow.to()));
        return graph;
    }

    Map<String, Box> boxes() {
        return boxes;
    }

    Set<Arrow> arrows() {
        return arrows;
    }

    Set<String> parts() {
        return parts;
    }

    private void node(String app, String part, TopologyFacts.Node node, Set<String> known) {
        String id = id(part, node.name());
        boxes.put(id, new Box(id, Kind.valueOf(node.kind().toUpperCase(java.util.Locale.ROOT)), node.name(), part));
        node.successors().forEach(next -> arrows.add(new Arrow(id, id(part, next))));
        boolean source = node.kind().equals("source");
        for (String topic : node.topics()) {
            // Pasted text names internal topics without the application's id.
            String whole = !known.contains(topic) && known.contains(app + "-" + topic) ? app + "-" + topic : topic;
            String topicId = topic(whole);
            arrows.add(source ? new Arrow(topicId, id) : new Arrow(id, topicId));
        }
        for (String store : node.stores()) {
            String storeId = "store/" + part + "/" + store;
            boxes.putIfAbsent(storeId, new Box(storeId, Kind.STORE, store, part));
            arrows.add(new Arrow(id, storeId));
            String changelog = app + "-" + store + "-changelog";
            if (known.contains(changelog)) {
                arrows.add(new Arrow(storeId, topic(changelog)));
            }
        }
    }

    private String topic(String topic) {
        String id = "topic/" + topic;
        boxes.putIfAbsent(id, new Box(id, internal(topic) ? Kind.INTERNAL : Kind.TOPIC, topic, ""));
        return id;
    }

    static boolean internal(String topic) {
        return topic.endsWith("-repartition") || topic.endsWith("-changelog");
    }

    private static String id(String part, String name) {
        return "node/" + part + "/" + name;
    }
}
