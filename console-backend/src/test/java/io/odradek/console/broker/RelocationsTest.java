package io.odradek.console.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelocationsTest {

    private static final Place ORDERS = new Place("orders", 0);
    private static final Place YARN = new Place("yarn", 1);
    private static final Relocations NOW = new Relocations(1, List.of(
            new DirFacts(1, "/a", "", 10_000, 5_000, Map.of(ORDERS, 2_000L, YARN, 4_000L), Map.of()),
            new DirFacts(1, "/b", "", 10_000, 3_000, Map.of(new Place("felt", 0), 1L), Map.of(YARN, 1_000L)),
            new DirFacts(1, "/c", "disk failed", -1, -1, Map.of(), Map.of())));

    @Test
    void replicaOnItsWayIsToldWithWhatIsCopied() {
        assertThat(NOW.running()).containsExactly(new Relocating("yarn", 1, "/a", "/b", 1_000, 4_000));
        assertThat(NOW.backwards()).isEqualTo(Map.of(YARN, "/a"));
    }

    @Test
    void whatMatchesAndIsElsewhereWouldMove() {
        assertThat(NOW.wanted(new Relocation("", "/b", List.of())).keySet()).containsExactly(ORDERS);
        assertThat(NOW.wanted(new Relocation("/b", "/a", List.of("f*"))).keySet()).hasSize(1);
        assertThat(NOW.wanted(new Relocation("", "/a", List.of("o.*"))).keySet()).isEmpty();
        Plan plan = plan(new Relocation("/a", "/b", List.of("ord*")));
        assertThat(plan.steps()).map(Sentence::toString).containsExactly("Copy 1 replicas to /b: 2,000 bytes",
                "orders-0 from /a: 2,000 bytes");
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.command()).contains("\"replicas\":[1],\"log_dirs\":[\"/b\"]")
                .contains("kafka-reassign-partitions.sh --bootstrap-server h:1");
    }

    @Test
    void whatCannotBeIsRefusedAndWhatMayNotFitIsSaid() {
        assertThat(plan(new Relocation("/a", "/a", List.of())).refusals()).map(Sentence::toString)
                .containsExactly("They are there already");
        assertThat(plan(new Relocation("", "/nowhere", List.of())).refusals()).hasSize(1);
        assertThat(plan(new Relocation("/a", "/c", List.of())).refusals())
                .map(Sentence::toString).containsExactly("/c has failed: disk failed");
        assertThat(plan(new Relocation("/b", "/a", List.of("nothing"))).refusals())
                .map(Sentence::toString).containsExactly("There is nothing to move");
        Relocations full = new Relocations(1, List.of(new DirFacts(1, "/a", "", -1, -1, Map.of(ORDERS, 2_000L),
                Map.of()), new DirFacts(1, "/b", "", 10, 9, Map.of(), Map.of())));
        assertThat(full.plan(new ClusterSpec("x", "h:1", false, Map.of()), Snapshot.empty("x"),
                new Relocation("", "/b", List.of())).warnings()).map(Sentence::toString)
                .containsExactly("There is room for 9 bytes alone");
    }

    private static Plan plan(Relocation asked) {
        return NOW.plan(new ClusterSpec("x", "h:1", false, Map.of()), Snapshot.empty("x"), asked);
    }
}
