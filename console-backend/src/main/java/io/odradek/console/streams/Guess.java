package io.odradek.console.streams;

import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.TopologyFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be told of an application by its topics alone: what it reads from its committed offsets, its stores and
 * repartition topics from their names. Where it writes to cannot be told.
 */
final class Guess {

    private Guess() {
    }

    /** Null when there is nothing to tell from. */
    static TopologyFacts of(String app, Set<Place> committed, Set<String> topics) {
        TreeSet<String> sources = new TreeSet<>();
        committed.forEach(place -> sources.add(place.topic()));
        TreeSet<String> stores = new TreeSet<>();
        TreeSet<String> sinks = new TreeSet<>();
        String prefix = app + "-";
        for (String topic : topics) {
            if (topic.startsWith(prefix) && topic.endsWith("-changelog")) {
                stores.add(topic.substring(prefix.length(), topic.length() - "-changelog".length()));
            } else if (topic.startsWith(prefix) && topic.endsWith("-repartition")) {
                sinks.add(topic);
            }
        }
        if (sources.isEmpty() && stores.isEmpty() && sinks.isEmpty()) {
            return null;
        }
        List<TopologyFacts.Node> nodes = new ArrayList<>();
        nodes.add(new TopologyFacts.Node("source", "reads", List.copyOf(sources), List.of(), List.of(app)));
        nodes.add(new TopologyFacts.Node("processor", app, List.of(), List.copyOf(stores),
                sinks.isEmpty() ? List.of() : List.of("writes")));
        if (!sinks.isEmpty()) {
            nodes.add(new TopologyFacts.Node("sink", "writes", List.copyOf(sinks), List.of(), List.of()));
        }
        return new TopologyFacts("topics", List.of(new TopologyFacts.Part("unknown", false, nodes)));
    }
}
