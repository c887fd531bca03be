package io.odradek.console.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.ClientProperties;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
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
    void clusterIsEditedWithSecretsThatAreKeptAndToldToNobody() {
        AuditLog audit = new AuditLog();
        try (Clusters clusters = clusters(); Snapshots snapshots = new Snapshots(clusters)) {
            ClusterService service = new ClusterService(clusters, snapshots, audit,
                    directory.resolve("clusters.json"));
            service.add(ACTOR, "prod", "127.0.0.1:1", Map.of("ssl.key.password", "top-secret", "no.such.key", "hidden",
                    "security.protocol", "SSL"));
            Attachment shown = service.attachment(ACTOR, "prod");
            assertThat(shown.client()).containsEntry("security.protocol", "SSL")
                    .containsEntry("ssl.key.password", ClientProperties.KEPT)
                    .containsEntry("no.such.key", ClientProperties.KEPT);
            Attachment typed = new Attachment("127.0.0.1:3", Map.of("ssl.key.password", ClientProperties.KEPT,
                    "security.protocol", "PLAINTEXT", "client.rack", "a"));
            assertThat(new Edit(new ClusterFile(directory.resolve("clusters.json")).read().getFirst(), typed).steps())
                    .map(Sentence::toString).containsExactly(
                    "Attach to 127.0.0.1:3 instead of 127.0.0.1:1", "Set client.rack", "Set security.protocol",
                    "Take away no.such.key");
            service.edit(ACTOR, "prod", typed);
            assertThat(clusters.spec("prod").bootstrapServers()).isEqualTo("127.0.0.1:3");
            assertThat(clusters.spec("prod").client()).containsEntry("ssl.key.password", "top-secret")
                    .doesNotContainKey("no.such.key");
            assertThat(audit.recent(1).toString()).contains("cluster.edit").doesNotContain("top-secret");
        }
        try (Clusters clusters = clusters(); Snapshots snapshots = new Snapshots(clusters)) {
            new ClusterService(clusters, snapshots, audit, directory.resolve("clusters.json")).load();
            assertThat(clusters.spec("prod").client()).containsEntry("ssl.key.password", "top-secret");
        }
    }

    @Test
    void secretIsKeptOnlyForWhereItWasSentAndByWhoeverMayEdit() {
        Actor other = new Actor("vera", "test", need -> Sentence.of("may not"));
        try (Clusters clusters = clusters(); Snapshots snapshots = new Snapshots(clusters)) {
            ClusterService service = new ClusterService(clusters, snapshots, new AuditLog(),
                    directory.resolve("clusters.json"));
            service.add(ACTOR, "prod", "127.0.0.1:1", Map.of("ssl.key.password", "top-secret"));
            Map<String, String> kept = Map.of("ssl.key.password", ClientProperties.KEPT);
            Attachment away = new Attachment("127.0.0.1:1,elsewhere:1", kept);
            assertThat(service.planEdit(ACTOR, "prod", away).refusals().toString()).contains("type them again")
                    .contains("elsewhere");
            assertThatThrownBy(() -> service.edit(ACTOR, "prod", away)).isInstanceOf(Problem.class);
            assertThat(service.planEdit(ACTOR, "prod", new Attachment("127.0.0.1:1", Map.of("ssl.key.password",
                    ClientProperties.KEPT, "sasl.oauthbearer.token.endpoint.url", "https://elsewhere"))).refusals())
                    .hasSize(1);
            assertThat(service.planEdit(ACTOR, "prod", new Attachment("127.0.0.1:1", kept)).refusals())
                    .map(Sentence::toString).containsExactly("Nothing is changed");
            assertThatThrownBy(() -> service.add(ACTOR, "next", "127.0.0.1:1", kept)).hasMessageContaining("to keep");
            assertThatThrownBy(() -> service.edit(ACTOR, "local", away)).hasMessageContaining("command line");
            assertThatThrownBy(() -> service.attachment(other, "prod")).hasMessageContaining("may not");
            assertThatThrownBy(() -> service.planEdit(other, "prod", away)).hasMessageContaining("may not");
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
