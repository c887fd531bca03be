package io.odradek.console.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.inside.Standings.Standing;
import io.odradek.console.kafka.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IsrHistoryTest {
    private static final List<Integer> ALL = List.of(1, 2, 3);

    private final IsrHistory history = new IsrHistory();

    private List<IsrChange> see(long nowMs, Map<Integer, Standing> partitions) {
        return history.see(nowMs, each -> partitions.forEach((p, s) -> each.accept(new Place("t", p), s)));
    }

    private static Standing standing(int leader, int epoch, Integer... isr) {
        return new Standing(leader, epoch, ALL, List.of(isr));
    }

    @Test
    void whatChangesIsKeptAndToldOnce() {
        assertThat(see(1_000, Map.of(0, standing(1, 4, 1, 2, 3)))).as("the first look is no change").isEmpty();
        assertThat(see(2_000, Map.of(0, standing(1, 4, 3, 2, 1)))).as("nor is another order").isEmpty();
        List<IsrChange> fell = see(3_000, Map.of(0, standing(1, 4, 1, 2)));
        assertThat(fell).hasSize(1);
        assertThat(fell.getFirst().shrink()).isTrue();
        assertThat(fell.getFirst().expand()).isFalse();
        List<IsrChange> moved = see(4_000, Map.of(0, standing(2, 5, 2, 3)));
        assertThat(moved.getFirst()).isEqualTo(new IsrChange(4_000, "t", 0, 1, 2, 5, List.of(1, 2), List.of(2, 3)));
        assertThat(moved.getFirst().election() && moved.getFirst().shrink() && moved.getFirst().expand()).isTrue();
        assertThat(history.newest("", 10)).containsExactly(moved.getFirst(), fell.getFirst());
        assertThat(history.newest("other", 10)).isEmpty();
        assertThat(history.tally(0)).isEqualTo(new Tally(2, 1, 1, 1_000));
        assertThat(history.tally(3_500)).isEqualTo(new Tally(1, 1, 1, 3_500));
    }

    @Test
    void topicsThatComeAndGoAreNoChanges() {
        see(1_000, Map.of(0, standing(1, 4, 1, 2, 3)));
        assertThat(see(2_000, Map.of(1, standing(1, 0, 1)))).isEmpty();
        assertThat(see(3_000, Map.of(0, standing(2, 9, 2)))).as("made anew").isEmpty();
    }

    @Test
    void spansFollowEachOtherFromTheFirstLookToNow() {
        see(1_000, Map.of(0, standing(1, 4, 1, 2, 3), 1, standing(2, 1, 1, 2, 3)));
        see(3_000, Map.of(0, standing(1, 4, 1, 2), 1, standing(2, 1, 1, 2, 3)));
        see(7_000, Map.of(0, standing(1, 4, 1, 2, 3), 1, standing(2, 1, 1, 2, 3)));
        List<IsrTimeline> lines = history.timelines("t", 0, 10, 0, 9_000);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).spans()).extracting(IsrTimeline.Span::fromMs).containsExactly(1_000L, 3_000L, 7_000L);
        assertThat(lines.get(0).spans()).extracting(IsrTimeline.Span::toMs).containsExactly(3_000L, 7_000L, 9_000L);
        assertThat(lines.get(0).spans().get(1).isr()).containsExactly(1, 2);
        assertThat(lines.get(1).spans()).hasSize(1);
        assertThat(history.timelines("t", 1, 2, 5_000, 9_000).getFirst().spans().getFirst().fromMs()).isEqualTo(5_000);
    }

    @Test
    void historyIsBoundedAndSaysFromWhenItIsWhole() {
        for (int i = 0; i < 6_000; i++) {
            see(i + 1, Map.of(0, i % 2 == 0 ? standing(1, i, 1) : standing(1, i, 1, 2)));
        }
        assertThat(history.newest("", 10_000)).hasSize(5_000);
        assertThat(history.sinceMs()).isEqualTo(1_000);
    }
}
