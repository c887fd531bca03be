package io.odradek.console.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.TopologyFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.Snapshots;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Pasted topologies, and their drawings. */
class TopologyTextTest {

    private static final String WORD_COUNT = """
            Topologies:
               Sub-topology: 0
                Source: KSTREAM-SOURCE-0000000000 (topics: [lines, more-lines])
                  --> KSTREAM-FLATMAPVALUES-0000000001
                Processor: KSTREAM-FLATMAPVALUES-0000000001 (stores: [])
                  --> KSTREAM-KEY-SELECT-0000000002
                  <-- KSTREAM-SOURCE-0000000000
                Processor: KSTREAM-KEY-SELECT-0000000002 (stores: [])
                  --> words-sink
                  <-- KSTREAM-FLATMAPVALUES-0000000001
                Sink: words-sink (topic: counts-repartition)
                  <-- KSTREAM-KEY-SELECT-0000000002

              Sub-topology: 1
                Source: words-source (topics: [counts-repartition])
                  --> KSTREAM-AGGREGATE-0000000003
                Processor: KSTREAM-AGGREGATE-0000000003 (stores: [counts])
                  --> KTABLE-TOSTREAM-0000000007
                  <-- words-source
                Processor: KTABLE-TOSTREAM-0000000007 (stores: [])
                  --> KSTREAM-SINK-0000000008
                  <-- KSTREAM-AGGREGATE-0000000003
                Sink: KSTREAM-SINK-0000000008 (extractor class: Chooser<K>)
                  <-- KTABLE-TOSTREAM-0000000007

              Sub-topology: 2 for global store (will not generate tasks)
                Source: global-source (topics: [rates])
                  --> global
                Processor: global (stores: [rates-store])
                  --> none
                  <-- global-source
            """;

    @Test
    void describedTopologyIsReadWhole() {
        TopologyFacts topology = TopologyText.parse(WORD_COUNT);
        assertThat(topology.parts()).extracting(TopologyFacts.Part::id).containsExactly("0", "1", "2");
        assertThat(topology.parts().get(2).global()).isTrue();
        TopologyFacts.Node source = topology.parts().getFirst().nodes().getFirst();
        assertThat(source).isEqualTo(new TopologyFacts.Node("source", "KSTREAM-SOURCE-0000000000",
                List.of("lines", "more-lines"), List.of(), List.of("KSTREAM-FLATMAPVALUES-0000000001")));
        assertThat(topology.parts().get(1).nodes()).extracting(TopologyFacts.Node::stores)
                .containsExactly(List.of(), List.of("counts"), List.of(), List.of());
        assertThat(topology.parts().get(1).nodes().getLast().topics()).as("chosen as it runs").isEmpty();
        assertThat(topology.parts().get(2).nodes().getLast().successors()).isEmpty();
    }

    @Test
    void somethingElseIsRefusedWithTheLine() {
        refused("hello", "line 1");
        refused("", "Sub-topology:");
        refused("Topologies:\n  Source: a (topics: [b])", "line 2");
        refused("Topologies:\n Sub-topology: 0\n  --> x", "line 3");
        refused("Sub-topology: 0\n nonsense here", "line 2");
        refused("x".repeat(500_001), "500000");
    }

    @Test
    void drawingIsAnSvgDocumentWithEveryBoxInPlace() throws Exception {
        StreamsService service = new StreamsService(new Clusters(List.of()), new Snapshots(new Clusters(List.of())),
                new AuditLog());
        String svg = service.draw(WORD_COUNT.replace("words-sink", "<words & \"sink\">"
                .replace(" ", "")));
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg).contains("data-topic=\"lines\"").contains("Sub-topology 1").contains("&lt;words&amp;");
        assertThat(svg).contains("is-store").contains("is-internal");
        // Ten nodes, two stores and four topics.
        assertThat(svg.split("<g class=\"t-box").length - 1).isEqualTo(4 + 4 + 2 + 2 + 4);
    }

    @Test
    void storesLeadToTheirChangelogsAndShortNamesToTheirTopics() {
        Graph graph = Graph.of("app", TopologyText.parse(WORD_COUNT),
                Set.of("app-counts-changelog", "app-counts-repartition"));
        assertThat(graph.boxes()).containsKey("topic/app-counts-changelog").containsKey("topic/app-counts-repartition")
                .doesNotContainKey("topic/counts-repartition");
        assertThat(graph.arrows()).contains(new Graph.Arrow("store/1/counts", "topic/app-counts-changelog"));
        Layout.Drawing drawing = Layout.of(graph);
        assertThat(drawing.boxes()).hasSize(graph.boxes().size());
        Layout.Place frame = drawing.frames().get("0");
        Layout.Place inside = drawing.boxes().get("node/0/words-sink");
        assertThat(inside.x()).isBetween(frame.x(), frame.x() + frame.width());
        assertThat(inside.y()).isBetween(frame.y(), frame.y() + frame.height());
        assertThat(drawing.arrows()).allMatch(arrow -> arrow.points().size() >= 2);
    }

    @Test
    void topicsAloneTellWhatIsReadAndKept() {
        TopologyFacts guess = Guess.of("app", Set.of(new Place("orders", 0)), Set.of("orders", "app-sums-changelog",
                "app-by-user-repartition", "application-x-changelog"));
        assertThat(guess.origin()).isEqualTo("topics");
        assertThat(guess.parts().getFirst().nodes()).extracting(TopologyFacts.Node::stores)
                .contains(List.of("sums"));
        assertThat(Guess.of("app", Set.of(), Set.of("orders"))).isNull();
    }

    @Test
    void labelsKeepTheirEnds() {
        assertThat(Svg.cut("KSTREAM-AGGREGATE-STATE-STORE-0000000003-with-a-tail")).hasSize(39)
                .startsWith("KSTREAM").endsWith("a-tail");
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> TopologyText.parse(text)).isInstanceOf(Problem.class).hasMessageContaining(why);
    }
}
