package io.odradek.ui.streams;

import io.odradek.console.kafka.TopologyFacts;
import io.odradek.console.streams.StreamsApp;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the pages of Streams applications say. */
final class StreamsLogic {
    private StreamsLogic() {
    }

    /** Where the topology is known from, and with it how much to believe. */
    static Phrase origin(TopologyFacts topology) {
        return Phrase.of(topology == null ? "topology.origin.none" : "topology.origin." + topology.origin());
    }

    static int nodes(TopologyFacts topology) {
        return topology == null ? -1 : topology.parts().stream().mapToInt(part -> part.nodes().size()).sum();
    }

    static Tone stateTone(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "stable" -> Tone.GOOD;
            case "empty", "dead", "unknown" -> Tone.PLAIN;
            default -> Tone.WARN;
        };
    }

    /** Sources first, then what is between, then sinks and changelogs; by name among equals. */
    static List<StreamsApp.Flow> inOrder(List<StreamsApp.Flow> flows) {
        List<String> order = List.of("source", "repartition", "sink", "changelog");
        return flows.stream().sorted(Comparator.<StreamsApp.Flow>comparingInt(flow -> order.indexOf(flow.role()))
                .thenComparing(StreamsApp.Flow::topic)).toList();
    }

    /** Of all the application reads; -1 when nothing is known. */
    static long lag(List<StreamsApp.Flow> flows) {
        return flows.stream().mapToLong(StreamsApp.Flow::lag).filter(lag -> lag >= 0).reduce(Long::sum).orElse(-1);
    }
}
