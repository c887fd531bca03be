package io.odradek.console.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.Snapshots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterServiceTest {

    private static final Actor ACTOR = Actor.anonymous("test");

    @TempDir
    private Path directory;

    @Test
    void clusterThatIsAddedIsThereAfterTheNextStartWithItsSecretsToldToNobody() throws Exception {
        Path file = directory.resolve("clusters.json");
        AuditLog audit = new AuditLog();
        try (Clusters clusters = clusters(); Snapshots snapshots = new Snapshots(clusters)) {
            ClusterService service = new ClusterService(clusters, snapshots, audit, file);
            service.add(ACTOR, "prod", "127.0.0.1:1", Map.of("sasl.jaas.config", "top-secret"));
            assertThat(service.list()).extracting(ClusterRow::id).containsExactly("local", "prod");
            assertThat(service.list().toString()).contains("sasl.jaas.config").doesNotContain("top-secret");
            assertThat(audit.recent(10).toString()).contains("cluster.add").doesNotContain("top-secret");
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
            assertThatThrownBy(() -> service.add(ACTOR, "prod", "127.0.0.1:1", Map.of()))
                    .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CONFLICT));
        }
        try (Clusters clusters = clusters(); Snapshots snapshots = new Snapshots(clusters)) {
            ClusterService service = new ClusterService(clusters, snapshots, audit, file);
            service.load();
            assertThat(clusters.spec("prod").client()).containsEntry("sasl.jaas.config", "top-secret");
            assertThat(service.planRemove("local").possible()).isFalse();
            assertThatThrownBy(() -> service.remove(ACTOR, "local")).isInstanceOf(Problem.class);
            service.remove(ACTOR, "prod");
            assertThat(service.list()).hasSize(1);
            assertThat(new ClusterFile(file).read()).isEmpty();
        }
    }

    @Test
    void whatIsNoClusterIsRefused() {
        try (Clusters clusters = clusters(); Snapshots snapshots = new Snapshots(clusters)) {
            ClusterService service = new ClusterService(clusters, snapshots, new AuditLog(), null);
            assertThat(service.planAdd("Not an id", "a:1", Map.of()).possible()).isFalse();
            assertThat(service.planAdd("x", "nowhere", Map.of()).possible()).isFalse();
            assertThat(service.planAdd("local", "nowhere", Map.of()).refusals()).hasSize(2);
            assertThatThrownBy(() -> service.add(ACTOR, "x", "nowhere", Map.of())).isInstanceOf(Problem.class);
        }
    }

    @Test
    void fileThatIsBrokenIsSaidSo() throws Exception {
        Path file = Files.writeString(directory.resolve("clusters.json"), "{]");
        assertThatThrownBy(() -> new ClusterFile(file).read()).isInstanceOf(Problem.class)
                .hasMessageContaining("clusters.json is not understood");
    }

    private static Clusters clusters() {
        return new Clusters(List.of(new ClusterSpec("local", "127.0.0.1:2", false, Map.of())));
    }
}
