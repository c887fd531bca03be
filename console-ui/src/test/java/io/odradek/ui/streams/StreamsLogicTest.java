package io.odradek.ui.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.kafka.TopologyFacts;
import io.odradek.console.streams.StreamsApp.Flow;
import io.odradek.ui.part.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsLogicTest {
    @Test
    void unknownTopologyIsSaidSo() {
        assertThat(StreamsLogic.origin(null).key()).isEqualTo("topology.origin.none");
        assertThat(StreamsLogic.nodes(null)).isEqualTo(-1);
        assertThat(StreamsLogic.origin(new TopologyFacts("text", List.of())).key()).isEqualTo("topology.origin.text");
    }

    @Test
    void sourcesComeFirstAndLagIsOfAllThatIsRead() {
        Flow sink = new Flow("a-sink", "sink", 1, -1);
        Flow source = new Flow("z-source", "source", 1, 3);
        Flow between = new Flow("app-x-repartition", "repartition", -1, 4);
        assertThat(StreamsLogic.inOrder(List.of(sink, between, source))).containsExactly(source, between, sink);
        assertThat(StreamsLogic.lag(List.of(sink, between, source))).isEqualTo(7);
        assertThat(StreamsLogic.lag(List.of(sink))).isEqualTo(-1);
        assertThat(StreamsLogic.stateTone("Rebalancing")).isEqualTo(Tone.WARN);
    }
}
