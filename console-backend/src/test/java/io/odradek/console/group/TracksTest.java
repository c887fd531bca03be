package io.odradek.console.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TracksTest {

    private final Tracks<String> tracks = new Tracks<>();

    @Test
    void samplesCloserThanThePeriodAreLeftOut() {
        tracks.sample(10_000, Map.of("a", 1L));
        tracks.sample(12_000, Map.of("a", 2L));
        tracks.sample(20_000, Map.of("a", 3L));
        assertThat(tracks.of("a")).containsExactly(new LagSample(10_000, 1), new LagSample(20_000, 3));
    }

    @Test
    void onlyTheLastQuarterOfAnHourIsKept() {
        for (int i = 0; i < 200; i++) {
            tracks.sample(i * 10_000L, Map.of("a", (long) i));
        }
        assertThat(tracks.of("a")).hasSize(90);
        assertThat(tracks.of("a").getFirst()).isEqualTo(new LagSample(1_100_000, 110));
        assertThat(tracks.of("a").getLast()).isEqualTo(new LagSample(1_990_000, 199));
    }

    @Test
    void valuePassedIsFoundBetweenTwoSamples() {
        tracks.sample(10_000, Map.of("a", 100L));
        tracks.sample(20_000, Map.of("a", 200L));
        assertThat(tracks.passed("a", 150)).isEqualTo(15_000);
        assertThat(tracks.passed("a", 100)).isEqualTo(10_000);
        assertThat(tracks.passed("a", 99)).as("before the first sample").isEqualTo(-1);
        assertThat(tracks.passed("a", 200)).as("not yet").isEqualTo(-1);
        assertThat(tracks.passed("b", 1)).isEqualTo(-1);
    }

    @Test
    void keysThatAreGoneAreForgottenAndComeBackEmpty() {
        tracks.sample(10_000, Map.of("a", 1L, "b", 1L));
        tracks.sample(20_000, Map.of("b", 2L));
        tracks.sample(30_000, Map.of("a", 3L, "b", 3L));
        assertThat(tracks.of("a")).containsExactly(new LagSample(30_000, 3));
        assertThat(tracks.at("b", 12_000)).isEqualTo(1);
        assertThat(tracks.at("b", 90_000)).isEqualTo(-1);
    }
}
