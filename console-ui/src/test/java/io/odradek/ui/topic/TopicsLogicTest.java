package io.odradek.ui.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.topic.NewTopic;
import io.odradek.console.topic.TopicQuery;
import io.odradek.console.topic.TopicRow;
import io.odradek.console.topic.TopicSort;
import io.odradek.ui.part.Tone;
import io.odradek.ui.topic.TopicLogic.Chip;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsLogicTest {
    @Test
    void addressHoldsTheState() {
        TopicsLogic state = TopicsLogic.parse(Map.of("q", "ord", "internal", "true", "sort", "size", "desc", "true"));
        assertThat(state).isEqualTo(new TopicsLogic("ord", true, TopicSort.SIZE, true));
        assertThat(TopicsLogic.parse(state.query())).isEqualTo(state);
        assertThat(state.window(50, 100)).isEqualTo(new TopicQuery("ord", true, TopicSort.SIZE, true, 50, 100));
    }

    @Test
    void whatIsByDefaultStaysOutOfTheAddress() {
        TopicsLogic state = TopicsLogic.parse(Map.of("sort", "nonsense"));
        assertThat(state.query().values()).containsOnly("");
        assertThat(state.withText("a").withInternal(true).withSort(TopicSort.RATE, true).query())
                .containsEntry("q", "a").containsEntry("internal", "true").containsEntry("sort", "rate");
    }

    @Test
    void partitionsOutOfSyncAreSeen() {
        assertThat(TopicsLogic.inSync(row(3, 2, 0))).isEqualTo("2 / 3");
        assertThat(TopicsLogic.inSyncTone(row(3, 2, 0))).isEqualTo(Tone.WARN);
        assertThat(TopicsLogic.inSyncTone(row(3, 2, 1))).isEqualTo(Tone.BAD);
        assertThat(TopicsLogic.inSyncTone(row(3, 3, 0))).isEqualTo(Tone.PLAIN);
    }

    @Test
    void aNewTopicLeavesToTheBrokerWhatIsNotSaid() {
        CreateLogic typed = new CreateLogic(" orders ", "", "3", "compact",
                "retention.ms = 1000\n\nmin.insync.replicas=2");
        assertThat(typed.mistake()).isEmpty();
        assertThat(typed.topic()).isEqualTo(new NewTopic("orders", -1, 3,
                Map.of("cleanup.policy", "compact", "retention.ms", "1000", "min.insync.replicas", "2")));
    }

    @Test
    void whatHasNoMeaningIsNotAskedOfTheBroker() {
        assertThat(new CreateLogic("", "", "", "", "").mistake().orElseThrow().key()).isEqualTo("create.name.missing");
        assertThat(new CreateLogic("a", "0", "", "", "").mistake().orElseThrow().key())
                .isEqualTo("create.partitions.wrong");
        assertThat(new CreateLogic("a", "", "many", "", "").mistake().orElseThrow().key())
                .isEqualTo("create.replication.wrong");
        assertThat(new CreateLogic("a", "", "", "", "retention").mistake().orElseThrow().args())
                .containsExactly("retention");
    }

    @Test
    void chipsTellLeaderAndInSyncInTheOrderOfAssignment() {
        PartitionState partition = new PartitionState(0, 2, 1, List.of(1, 2, 3), List.of(2, 3), 0, 1, 1);
        assertThat(TopicLogic.chips(partition)).containsExactly(new Chip(1, false, false), new Chip(2, true, true),
                new Chip(3, false, true));
        assertThat(TopicLogic.tone(partition)).isEqualTo(Tone.WARN);
        assertThat(TopicLogic.state(new PartitionState(0, -1, 1, List.of(1), List.of(), 0, 1, 1)).key())
                .isEqualTo("partition.offline");
    }

    private static TopicRow row(int partitions, int inSync, int offline) {
        return new TopicRow("orders", false, partitions, 3, inSync, offline, 10, 100, 1, "delete");
    }
}
