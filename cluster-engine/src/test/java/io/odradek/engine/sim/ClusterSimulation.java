package io.odradek.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole cluster under faults, seed after seed. Which seeds and how many: {@code -Dcluster.simulation.first},
 * {@code -Dcluster.simulation.seeds}. A failure names the seed; {@code bin/odradek simulate --seed S --loud} shows it.
 */
class ClusterSimulation {
    private static final long FIRST = Long.getLong("cluster.simulation.first", 1);
    private static final long SEEDS = Long.getLong("cluster.simulation.seeds", 200);

    @BeforeAll
    static void silence() {
        Simulate.logging(false);
        // Processes that are killed give no buffers back.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    private static Scene.Outcome run(long seed) {
        World world = new World(seed);
        try {
            return new Scene(world).run(Simulate.STEPS);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n"
                    + String.join("\n", world.trace().last(40)), e);
        }
    }

    @Test
    void everyPromiseHoldsUnderFaults() {
        List<Scene.Outcome> all = LongStream.range(FIRST, FIRST + SEEDS).parallel().mapToObj(ClusterSimulation::run)
                .toList();
        System.out.println(SEEDS + " seeds from " + FIRST + " on, of " + Simulate.STEPS + " steps each");
        // A simulation in which nothing works holds every promise.
        assertThat(all.stream().mapToInt(Scene.Outcome::acknowledged).sum()).isGreaterThan((int) SEEDS * 50);
        assertThat(all.stream().mapToInt(Scene.Outcome::transactions).sum()).isGreaterThan((int) SEEDS * 5);
        Scene.Beside beside = all.stream().map(Scene.Outcome::beside).reduce(Scene.Beside::plus).orElseThrow();
        assertThat(beside.commits()).isGreaterThan((int) SEEDS);
        assertThat(beside.moves()).isGreaterThan((int) SEEDS / 5);
        assertThat(beside.deletions()).isGreaterThan((int) SEEDS / 5);
        assertThat(beside.early()).isGreaterThan((int) SEEDS / 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 1001})
    void sameSeedIsTheSameRun(long seed) {
        assertThat(run(seed)).isEqualTo(run(seed));
    }
}
