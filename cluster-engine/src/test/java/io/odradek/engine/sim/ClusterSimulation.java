package io.odradek.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
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
        int acknowledged = 0;
        int transactions = 0;
        Scene.Beside beside = new Scene.Beside(0, 0, 0, 0, 0);
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Scene.Outcome o = run(seed);
            acknowledged += o.acknowledged();
            transactions += o.transactions();
            beside = beside.plus(o.beside());
        }
        // A simulation in which nothing works holds every promise.
        assertThat(acknowledged).isGreaterThan((int) SEEDS * 50);
        assertThat(transactions).isGreaterThan((int) SEEDS * 5);
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
