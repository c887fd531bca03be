package io.odradek.ui.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.inside.ReplicaInside.EpochStart;
import io.odradek.console.replication.IsrChange;
import io.odradek.console.replication.IsrTimeline;
import io.odradek.console.replication.IsrTimeline.Span;
import io.odradek.console.replication.PartitionReplication;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicationLogicTest {
    @Test
    void changeIsSaidWithWhoLeftAndWhoCame() {
        IsrChange moved = new IsrChange(0, "t", 0, 1, 2, 5, List.of(1, 2), List.of(2, 3));
        assertThat(ReplicationLogic.said(moved)).containsExactly(Phrase.of("isr.leader", 2, 1, 5),
                Phrase.of("isr.shrink", "1", "2, 3"), Phrase.of("isr.expand", "3", "2, 3"));
        assertThat(ReplicationLogic.tone(moved)).isEqualTo(Tone.WARN);
        IsrChange lost = new IsrChange(0, "t", 0, 1, -1, 6, List.of(1), List.of(1));
        assertThat(ReplicationLogic.said(lost)).containsExactly(Phrase.of("isr.leaderless", 1));
        assertThat(ReplicationLogic.tone(lost)).isEqualTo(Tone.BAD);
        IsrChange back = new IsrChange(0, "t", 0, -1, 1, -1, List.of(1), List.of(1));
        assertThat(ReplicationLogic.said(back)).containsExactly(Phrase.of("isr.leader", 1, "–", "–"));
        assertThat(ReplicationLogic.ids(List.of())).isEqualTo("–");
    }

    @Test
    void lineOfAReplicaIsMadeOfStretchesThatFillTheTime() {
        IsrTimeline line = new IsrTimeline(0, List.of(1, 2), List.of(
                new Span(0, 250, 1, 1, List.of(1, 2)), new Span(250, 500, 1, 1, List.of(1)),
                new Span(500, 1_000, 2, 2, List.of(1, 2))));
        List<ReplicationLogic.Stretch> first = ReplicationLogic.stretches(line, 1, 0, 1_000);
        assertThat(first).extracting(ReplicationLogic.Stretch::css).containsExactly("led", "insync");
        assertThat(first.get(0).width()).isEqualTo(50);
        List<ReplicationLogic.Stretch> second = ReplicationLogic.stretches(line, 2, 0, 1_000);
        assertThat(second).extracting(ReplicationLogic.Stretch::css).containsExactly("insync", "out", "led");
        assertThat(second.stream().mapToDouble(ReplicationLogic.Stretch::width).sum()).isEqualTo(100);
    }

    @Test
    void epochsEndWhereTheNextBegins() {
        PartitionReplication partition = new PartitionReplication(3, 1, 9, List.of(1), List.of(), 0, 0, 0, 120,
                List.of(), List.of(new EpochStart(7, 0), new EpochStart(9, 100)));
        assertThat(ReplicationLogic.epochs(List.of(partition))).containsExactly(
                new ReplicationLogic.Epoch(3, 9, 100, -1), new ReplicationLogic.Epoch(3, 7, 0, 100));
    }

    @Test
    void addressHoldsWhereOneIs() {
        assertThat(ReplicationLogic.from("40")).isEqualTo(40);
        assertThat(ReplicationLogic.from("-1")).isZero();
        assertThat(ReplicationLogic.query("or", 20)).containsEntry("q", "or").containsEntry("from", "20");
    }
}
