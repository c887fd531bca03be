package io.odradek.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.health.HealthReport;
import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.health.HealthState;
import io.odradek.console.overview.Overview;
import io.odradek.console.problem.Sentence;
import io.odradek.console.supervisor.Event;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewLogicTest {
    private static final HealthReport OK = new HealthReport(HealthState.OK, List.of(finding("a", HealthState.OK)), 1);

    @Test
    void verdictIsTheWorstCheckUnlessTheClusterIsSilent() {
        assertThat(OverviewLogic.verdict(overview(true, 1, ""), true, OK).key()).isEqualTo("health.OK");
        assertThat(OverviewLogic.tone(overview(true, 1, ""), true, OK)).isEqualTo(Tone.GOOD);
        assertThat(OverviewLogic.verdict(overview(false, 1, "no answer"), true, OK).key())
                .isEqualTo("health.UNREACHABLE");
        assertThat(OverviewLogic.tone(overview(false, 1, "no answer"), true, OK)).isEqualTo(Tone.BAD);
    }

    @Test
    void nothingIsClaimedBeforeTheFirstSweep() {
        assertThat(OverviewLogic.verdict(overview(false, 0, ""), false, OK).key()).isEqualTo("health.UNKNOWN");
        assertThat(OverviewLogic.tone(overview(false, 0, ""), false, OK)).isEqualTo(Tone.PLAIN);
        assertThat(OverviewLogic.verdict(overview(false, 0, "refused"), true, OK).key())
                .isEqualTo("health.UNREACHABLE");
    }

    @Test
    void failingChecksComeWorstFirst() {
        HealthReport report = new HealthReport(HealthState.FAILED, List.of(finding("warn", HealthState.WARN),
                finding("ok", HealthState.OK), finding("failed", HealthState.FAILED)), 1);
        assertThat(OverviewLogic.failing(report)).extracting(Finding::check).containsExactly("failed", "warn");
    }

    @Test
    void aMissingBrokerAndMissingReplicasAreSeen() {
        Overview hurt = new Overview("c", "h:1", false, true, Sentence.NONE, 1, "id", -1, 2, 3, 1, 0, 6, 2, 1, 10, 100,
                1.5);
        assertThat(OverviewLogic.brokers(hurt).figure()).isEqualTo("2 / 3");
        assertThat(OverviewLogic.brokers(hurt).tone()).isEqualTo(Tone.BAD);
        assertThat(OverviewLogic.brokers(hurt).note().key()).isEqualTo("overview.controller.none");
        assertThat(OverviewLogic.underReplicated(hurt).tone()).isEqualTo(Tone.WARN);
        assertThat(OverviewLogic.offline(hurt).tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void unknownFiguresAreShownAsUnknown() {
        Overview blank = new Overview("c", "h:1", false, false, Sentence.NONE, 0, "", -1, -1, -1, -1, -1, -1, -1, -1,
                -1, -1, -1);
        assertThat(List.of(OverviewLogic.brokers(blank), OverviewLogic.topics(blank), OverviewLogic.partitions(blank),
                OverviewLogic.offline(blank), OverviewLogic.size(blank))).allSatisfy(shown -> {
                    assertThat(shown.figure()).isEqualTo(Figure.UNKNOWN);
                    assertThat(shown.tone()).isEqualTo(Tone.PLAIN);
                });
    }

    @Test
    void eventsOfThisClusterComeNewestFirst() {
        List<Event> events = List.of(event(1, "c"), event(2, "other"), event(3, ""), event(4, "c"));
        assertThat(OverviewLogic.recent(events, "c")).extracting(Event::sequence).containsExactly(4L, 3L, 1L);
    }

    private static Event event(long sequence, String cluster) {
        return new Event(sequence, sequence, cluster, "info", Sentence.quoted("cluster"), Sentence.quoted("something"));
    }

    private static Finding finding(String check, HealthState state) {
        return new Finding(check, Sentence.quoted(check), state, Sentence.NONE, Sentence.NONE, List.of());
    }

    private static Overview overview(boolean reachable, long takenMs, String trouble) {
        return new Overview("c", "h:1", false, reachable, Sentence.quoted(trouble), takenMs, "id", 1, 3, 3, 1, 0, 6, 0,
                0, 10, 100, 1.5);
    }
}
