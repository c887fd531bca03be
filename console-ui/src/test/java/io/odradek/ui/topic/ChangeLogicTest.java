package io.odradek.ui.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.topic.Trim;
import java.time.ZoneId;
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
    void whatIsNoTabIsTheFirst() {
        assertThat(TopicLogic.Tab.of("groups")).isEqualTo(TopicLogic.Tab.GROUPS);
        assertThat(TopicLogic.Tab.of("beauty")).isEqualTo(TopicLogic.Tab.PARTITIONS);
    }
}
