package io.odradek.ui.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.broker.BrokerDetail.LogDir;
import io.odradek.console.broker.Relocating;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.ui.broker.BrokerLogic.Action;
import io.odradek.ui.broker.BrokerLogic.Replica;
import io.odradek.ui.broker.BrokerLogic.Tab;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Tone;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BrokerLogicTest {
    @Test
    void skewIsTheDistanceFromAnEvenShare() {
        assertThat(BrokerLogic.skew(12, List.of(12, 10, 8))).isEqualTo("+20%");
        assertThat(BrokerLogic.skew(8, List.of(12, 10, 8))).isEqualTo("-20%");
        assertThat(BrokerLogic.skew(10, List.of(12, 10, 8))).isEqualTo("0%");
        assertThat(BrokerLogic.skew(0, List.of(0, 0))).isEqualTo(Figure.UNKNOWN);
    }

    @Test
    void onlyEmbeddedBrokersCanBeActedOn() {
        List<EmbeddedBroker> embedded = List.of(new EmbeddedBroker(1, "h", 1, true),
                new EmbeddedBroker(2, "h", 2, false));
        assertThat(BrokerLogic.actions(embedded, 1)).containsExactly(Action.STOP, Action.KILL);
        assertThat(BrokerLogic.actions(embedded, 2)).containsExactly(Action.START);
        assertThat(BrokerLogic.actions(embedded, 3)).isEmpty();
    }

    @Test
    void replicasOfABrokerAreThoseItIsAssigned() {
        TopicState topic = new TopicState("orders", "id", false, List.of(
                new PartitionState(0, 1, 3, List.of(1, 2), List.of(1, 2), 0, 10, 100),
                new PartitionState(1, 2, 3, List.of(2, 3), List.of(2), 0, 20, 200),
                new PartitionState(2, 2, 3, List.of(2, 1), List.of(2), 0, 30, 300)), 2, 2, 0, 60, 600, -1);
        Snapshot snapshot = new Snapshot("c", 1, 1, true, Sentence.NONE, "id", 1, List.of(),
                new TreeMap<>(Map.of("orders", topic)), Snapshot.empty("c").totals());
        assertThat(BrokerLogic.replicas(snapshot, 1, "ORD")).containsExactly(
                new Replica("orders", 0, true, 1, true, 10, 100), new Replica("orders", 2, false, 2, false, 30, -1));
        assertThat(BrokerLogic.replicas(snapshot, 1, "payments")).isEmpty();
    }

    @Test
    void diskTellsHowFullTheVolumeIsWhereThatIsKnown() {
        assertThat(BrokerLogic.volume(broker(1024, 25, 100)).orElseThrow().args()).containsExactly("75%");
        assertThat(BrokerLogic.volume(broker(1024, -1, -1))).isEmpty();
        assertThat(BrokerLogic.inSyncTone(broker(1, 1, 1))).isEqualTo(Tone.WARN);
    }

    @Test
    void replicasMoveBetweenDirectoriesWhereThereAreSeveral() {
        LogDir dir = new LogDir("/a", "", 1, 1, -1, -1);
        assertThat(BrokerLogic.several(List.of(dir))).isFalse();
        assertThat(BrokerLogic.several(List.of(dir, dir))).isTrue();
        assertThat(BrokerLogic.part(new Relocating("t", 0, "/a", "/b", 1, 4))).isEqualTo(0.25);
        assertThat(BrokerLogic.part(new Relocating("t", 0, "/a", "/b", 0, 0))).isEqualTo(1);
        assertThat(BrokerLogic.patterns(" orders-*, yarn  felt,")).containsExactly("orders-*", "yarn", "felt");
        assertThat(BrokerLogic.patterns("")).isEmpty();
    }

    @Test
    void unknownTabsLeadToTheFirst() {
        assertThat(Tab.of("disks")).isEqualTo(Tab.DISKS);
        assertThat(Tab.of("nonsense")).isEqualTo(Tab.CONFIGURATION);
    }

    private static BrokerState broker(long size, long usable, long total) {
        return new BrokerState(1, "h", 9092, null, true, false, 3, 6, 5, size, usable, total, "");
    }
}
