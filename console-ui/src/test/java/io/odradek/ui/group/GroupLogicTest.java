package io.odradek.ui.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.group.GroupDetail;
import io.odradek.console.group.GroupRow;
import io.odradek.console.group.GroupSort;
import io.odradek.console.group.Reset;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupLogicTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Place A = new Place("orders", 0);
    private static final Place B = new Place("orders", 1);

    @Test
    void listIsKeptInTheAddress() {
        GroupsLogic state = GroupsLogic.parse(Map.of("q", "bill", "sort", "lag", "desc", "true"));
        assertThat(state).isEqualTo(new GroupsLogic("bill", GroupSort.LAG, true));
        assertThat(GroupsLogic.parse(state.query())).isEqualTo(state);
        assertThat(GroupsLogic.parse(Map.of("sort", "beauty")).sort()).isEqualTo(GroupSort.NAME);
    }

    @Test
    void unknownIsNeverZero() {
        assertThat(GroupsLogic.time(5, -1)).isEqualTo(Figure.UNKNOWN);
        assertThat(GroupsLogic.time(-1, -1)).isEqualTo(Figure.UNKNOWN);
        assertThat(GroupsLogic.time(0, -1)).isEqualTo("0 ms");
        assertThat(GroupsLogic.time(5, 2_400)).isEqualTo("2.4 s");
        assertThat(GroupsLogic.stateTone("PreparingRebalance")).isEqualTo(Tone.WARN);
        assertThat(GroupsLogic.stateTone("Empty")).isEqualTo(Tone.PLAIN);
    }

    @Test
    void trendComparesWithAMinuteBefore() {
        assertThat(GroupsLogic.trend(row(10, 5))).isEqualTo("↗");
        assertThat(GroupsLogic.trend(row(5, 10))).isEqualTo("↘");
        assertThat(GroupsLogic.trend(row(5, -1))).isEmpty();
        assertThat(GroupsLogic.trend(row(-1, 5))).isEmpty();
    }

    @Test
    void groupIsRebalancingWhileAMemberHasNotWhatItShall() {
        GroupFacts.Member waiting = member(List.of(A), List.of(A, B));
        assertThat(GroupLogic.rebalancing(detail(4, 4, waiting))).isTrue();
        assertThat(GroupLogic.rebalancing(detail(5, 4, member(List.of(A), List.of(A))))).isTrue();
        assertThat(GroupLogic.rebalancing(detail(4, 4, member(List.of(A, B), List.of(B, A))))).isFalse();
        assertThat(GroupLogic.rebalancing(detail(-1, -1, member(List.of(A), null)))).isFalse();
        assertThat(GroupLogic.changes(waiting)).containsExactly(Phrase.of("group.gets", "orders 1"));
        assertThat(GroupLogic.changes(member(List.of(A), List.of()))).containsExactly(
                Phrase.of("group.gives", "orders 0"));
    }

    @Test
    void partitionsAreWrittenInRuns() {
        assertThat(GroupLogic.numbers(Set.of(0, 1, 2, 3, 7))).isEqualTo("0-3, 7");
        assertThat(GroupLogic.numbers(Set.of(4, 5))).isEqualTo("4, 5");
        assertThat(GroupLogic.assigned(List.of(new Place("b", 1), A, B))).containsExactly("b 1", "orders 0, 1");
    }

    @Test
    void whatIsTypedBecomesAResetOrAMistake() {
        assertThat(typed(ResetLogic.To.EARLIEST, "", "", "").reset(UTC))
                .isEqualTo(new Reset(new Reset.Target.Earliest(), "", Set.of()));
        assertThat(typed(ResetLogic.To.SHIFT, "-5", "orders", "0, 2").reset(UTC))
                .isEqualTo(new Reset(new Reset.Target.Shift(-5), "orders", Set.of(0, 2)));
        assertThat(typed(ResetLogic.To.TIME, "2026-11-21 14:30", "", "").reset(UTC).target())
                .isEqualTo(new Reset.Target.Time(1_795_271_400_000L));
        assertThat(typed(ResetLogic.To.TIME, "soon", "", "").mistake(UTC)).isPresent();
        assertThat(typed(ResetLogic.To.OFFSET, "-1", "", "").mistake(UTC)).isPresent();
        assertThat(typed(ResetLogic.To.GROUP, " ", "", "").mistake(UTC)).isPresent();
        assertThat(typed(ResetLogic.To.LATEST, "", "", "1").mistake(UTC)).as("partitions of which topic?").isPresent();
        assertThat(typed(ResetLogic.To.LATEST, "", "orders", "1;2").mistake(UTC)).isPresent();
    }

    private static ResetLogic typed(ResetLogic.To to, String value, String topic, String partitions) {
        return new ResetLogic(to, value, topic, partitions);
    }

    private static GroupRow row(long lag, long before) {
        return new GroupRow("g", "consumer", "Stable", "consumer", 1, 1, List.of(), lag, 0, before);
    }

    private static GroupFacts.Member member(List<Place> assigned, List<Place> target) {
        return new GroupFacts.Member("m", "", "c", "h", 1, assigned, target, List.of());
    }

    private static GroupDetail detail(int epoch, int target, GroupFacts.Member member) {
        return new GroupDetail(row(0, 0), "uniform", epoch, target, List.of(), List.of(member), Sentence.NONE, 0);
    }
}
