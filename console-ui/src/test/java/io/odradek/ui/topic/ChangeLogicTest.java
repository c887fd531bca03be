package io.odradek.ui.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.topic.Trim;
import io.odradek.ui.part.Tone;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeLogicTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void whatIsDeletedIsAllOrBeforeAnOffsetOrATime() {
        assertThat(ChangeLogic.trim("", UTC)).contains(new Trim.All());
        assertThat(ChangeLogic.trim("42", UTC)).contains(new Trim.Offset(42));
        assertThat(ChangeLogic.trim("2026-11-21 14:30", UTC)).contains(new Trim.Time(1_795_271_400_000L));
        assertThat(ChangeLogic.trim("1795271400000", UTC)).as("milliseconds").contains(
                new Trim.Time(1_795_271_400_000L));
        assertThat(ChangeLogic.trimMistake("yesterday", UTC)).isPresent();
    }

    @Test
    void settingIsAKeyWithAValueOrAlone() {
        assertThat(ChangeLogic.setting("retention.ms=1").orElseThrow()).containsEntry("retention.ms", "1");
        assertThat(ChangeLogic.setting("retention.ms").orElseThrow()).containsEntry("retention.ms", null);
        assertThat(ChangeLogic.setting("cleanup.policy=compact,delete").orElseThrow())
                .containsEntry("cleanup.policy", "compact,delete");
        assertThat(ChangeLogic.settingMistake("no such thing")).isPresent();
        assertThat(ChangeLogic.countMistake("0")).isPresent();
        assertThat(ChangeLogic.countMistake("12")).isEmpty();
        assertThat(ChangeLogic.nameMistake("")).isPresent();
    }

    @Test
    void replicaSaysWhatItIs() {
        PartitionState state = new PartitionState(0, 1, 0, List.of(1, 2, 3), List.of(1, 2), 0, 1, 1);
        assertThat(TopicLogic.standing(state, replica(1, false)).word().key()).isEqualTo("replica.leader");
        assertThat(TopicLogic.standing(state, replica(2, false)).tone()).isEqualTo(Tone.GOOD);
        assertThat(TopicLogic.standing(state, replica(3, false)).word().key()).isEqualTo("replica.behind");
        assertThat(TopicLogic.standing(state, replica(9, false)).word().key()).isEqualTo("replica.stray");
        assertThat(TopicLogic.standing(null, replica(1, false)).word().key()).isEqualTo("replica.stray");
        assertThat(TopicLogic.standing(state, replica(1, true)).word().key()).isEqualTo("replica.future");
        assertThat(TopicLogic.Tab.of("groups")).isEqualTo(TopicLogic.Tab.GROUPS);
        assertThat(TopicLogic.Tab.of("beauty")).isEqualTo(TopicLogic.Tab.PARTITIONS);
    }

    private static ReplicaFacts replica(int broker, boolean future) {
        return new ReplicaFacts(0, broker, "/data", 1, 0, future);
    }
}
