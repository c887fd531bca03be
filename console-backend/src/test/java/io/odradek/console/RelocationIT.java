package io.odradek.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.broker.BrokerService;
import io.odradek.console.broker.Relocation;
import io.odradek.console.change.Actor;
import io.odradek.console.inside.Insides;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RelocationIT {

    private static final Actor ACTOR = Actor.anonymous("test");

    @Test
    @Timeout(60)
    void replicasMoveToAnotherDirectoryOfTheirBroker(@TempDir Path data) throws Exception {
        List<Path> dirs = List.of(data.resolve("first"), data.resolve("second"));
        try (EmbeddedCluster cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(1, data, "127.0.0.1", 0,
                Map.of("log.dirs", dirs.getFirst() + "," + dirs.getLast())));
                Clusters clusters = new Clusters(List.of(new ClusterSpec("one", cluster.bootstrapServers(), true,
                        Map.of())));
                Snapshots snapshots = new Snapshots(clusters)) {
            AuditLog audit = new AuditLog();
            BrokerService brokers = new BrokerService(clusters, snapshots, audit, new Insides());
            clusters.door("one").changes().create("yarn", 4, 1, Map.of(), false);
            snapshots.refresh("one");
            Relocation asked = new Relocation("", dirs.getLast().toString(), List.of("ya*"));
            assertThat(brokers.planRelocate("one", 1, asked).possible()).isTrue();
            brokers.relocate(ACTOR, "one", 1, asked);
            while (!in(clusters, dirs.getLast()).containsAll(places())) {
                // A move that runs is told, one that ended is not.
                assertThat(brokers.relocating("one", 1)).allMatch(move -> move.to().equals(asked.to()));
            }
            assertThat(brokers.planRelocate("one", 1, asked).refusals().toString())
                    .contains("There is nothing to move");
            assertThatThrownBy(() -> brokers.relocate(ACTOR, "one", 1, asked)).isInstanceOfSatisfying(Problem.class,
                    problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
            assertThat(audit.find("broker.relocate", "done", 9)).hasSize(1);
        }
    }

    private static List<Place> places() {
        return List.of(new Place("yarn", 0), new Place("yarn", 1), new Place("yarn", 2), new Place("yarn", 3));
    }

    private static List<Place> in(Clusters clusters, Path directory) {
        return clusters.door("one").facts().logDirs(List.of(1)).get(1).stream()
                .filter(dir -> dir.path().equals(directory.toString())).map(DirFacts::sizes)
                .flatMap(sizes -> sizes.keySet().stream()).toList();
    }
}
