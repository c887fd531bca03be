package io.odradek.console.kafka;

import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;
import org.apache.kafka.clients.admin.StreamsGroupTopologyDescription;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Topologies that brokers know of Streams groups: the whole graph (KIP-1331) where it was sent, else its parts. */
public final class Topologies {

    private final Door door;

    Topologies(Door door) {
        this.door = door;
    }

    /** The topology of a Streams group; empty when the broker knows none yet. */
    public Optional<TopologyFacts> of(String group) {
        return door.talk(Sentence.of("Topology of {0}", group), admin -> {
            StreamsGroupDescription description = describe(admin, group);
            if (description.topologyDescription().isPresent()) {
                return Optional.of(whole(description.topologyDescription().get()));
            }
            return description.subtopologies().isEmpty() ? Optional.empty()
                    : Optional.of(parts(description.subtopologies()));
        });
    }

    private static StreamsGroupDescription describe(Admin admin, String group) throws Exception {
        try {
            return describe(admin, group, true);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnsupportedVersionException) {
                return describe(admin, group, false);
            }
            throw e;
        }
    }

    private static StreamsGroupDescription describe(Admin admin, String group, boolean whole) throws Exception {
        return admin.describeStreamsGroups(List.of(group),
                new DescribeStreamsGroupsOptions().includeTopologyDescription(whole)).describedGroups().get(group)
                .get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
    }

    private static TopologyFacts whole(StreamsGroupTopologyDescription description) {
        List<TopologyFacts.Part> parts = new ArrayList<>();
        for (StreamsGroupTopologyDescription.Subtopology part : description.subtopologies()) {
            parts.add(new TopologyFacts.Part(part.id(), false, part.nodes().stream().map(Topologies::node).toList()));
        }
        for (StreamsGroupTopologyDescription.GlobalStore global : description.globalStores()) {
            parts.add(new TopologyFacts.Part("global " + parts.size(), true,
                    List.of(node(global.source()), node(global.processor()))));
        }
        return new TopologyFacts("broker", parts);
    }

    private static TopologyFacts.Node node(StreamsGroupTopologyDescription.Node node) {
        List<String> next = node.successors().stream().sorted().toList();
        return switch (node) {
            case StreamsGroupTopologyDescription.Source source -> new TopologyFacts.Node("source", node.name(),
                    sorted(source.topics()), List.of(), next);
            case StreamsGroupTopologyDescription.Sink sink -> new TopologyFacts.Node("sink", node.name(),
                    sink.topic().map(List::of).orElse(List.of()), List.of(), next);
            case StreamsGroupTopologyDescription.Processor processor -> new TopologyFacts.Node("processor",
                    node.name(), List.of(), sorted(processor.stores()), next);
            default -> new TopologyFacts.Node("processor", node.name(), List.of(), List.of(), next);
        };
    }

    /** Without the graph: a source, one processor with the stores, and a sink for each sub-topology. */
    private static TopologyFacts parts(Collection<StreamsGroupSubtopologyDescription> descriptions) {
        List<TopologyFacts.Part> parts = new ArrayList<>();
        for (StreamsGroupSubtopologyDescription part : descriptions) {
            Set<String> sources = new LinkedHashSet<>(sorted(part.sourceTopics()));
            sources.addAll(sorted(part.repartitionSourceTopics().keySet()));
            List<String> sinks = sorted(part.repartitionSinkTopics());
            String work = "sub-topology " + part.subtopologyId();
            List<TopologyFacts.Node> nodes = new ArrayList<>();
            nodes.add(new TopologyFacts.Node("source", work + " reads", List.copyOf(sources), List.of(),
                    List.of(work)));
            nodes.add(new TopologyFacts.Node("processor", work, List.of(),
                    sorted(part.stateChangelogTopics().keySet()),
                    sinks.isEmpty() ? List.of() : List.of(work + " writes")));
            if (!sinks.isEmpty()) {
                nodes.add(new TopologyFacts.Node("sink", work + " writes", sinks, List.of(), List.of()));
            }
            parts.add(new TopologyFacts.Part(part.subtopologyId(), false, nodes));
        }
        return new TopologyFacts("group", parts);
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
