package io.odradek.console.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.inside.Insides;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.engine.zk.EmbeddedZookeeper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ZookeeperServiceTest {
    private static final Actor ACTOR = Actor.anonymous("test");
    private static EmbeddedZookeeper server;
    private static ZooKeeper other;
    private static Clusters clusters;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        server = EmbeddedZookeeper.start(data, "127.0.0.1", 0, 2_000);
        clusters = new Clusters(List.of(new ClusterSpec("old", "127.0.0.1:1", false,
                Map.of(ClusterSpec.ZOOKEEPER, server.connect())), new ClusterSpec("new", "127.0.0.1:1", false,
                        Map.of())));
        other = new ZooKeeper(server.connect(), 10_000, _ -> { });
        make("/brokers", "");
        make("/brokers/ids", "");
        other.create("/brokers/ids/7", "{\"port\":9092,\"version\":5}".getBytes(StandardCharsets.UTF_8),
                ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        make("/config", "");
        make("/config/users", "");
        make("/config/users/ada", "{\"config\":{\"SCRAM-SHA-256\":\"salt=x\"}}");
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        clusters.close();
        server.close();
    }

    private static void make(String path, String data) throws Exception {
        other.create(path, data.getBytes(StandardCharsets.UTF_8), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private static ZookeeperService service(boolean writable) {
        return new ZookeeperService(clusters, new Insides(), new AuditLog(), writable);
    }

    @Test
    void treeIsWalkedPageByPage() throws Exception {
        make("/many", "");
        for (int i = 0; i < 25; i++) {
            make("/many/n" + (100 + i), "x".repeat(i));
        }
        try (ZookeeperService service = service(false)) {
            var page = service.children("old", "/many", "", 20, 10);
            assertThat(page.total()).isEqualTo(25);
            assertThat(page.items()).extracting(ZnodeRow::name).containsExactly("n120", "n121", "n122", "n123", "n124");
            assertThat(page.items().getFirst().bytes()).isEqualTo(20);
            assertThat(service.children("old", "/many", "11", 0, 50).total()).isEqualTo(10);
            assertThat(service.children("old", "/", "", 0, 50).items()).extracting(ZnodeRow::path)
                    .contains("/brokers", "/many", "/zookeeper");
            assertThatThrownBy(() -> service.node("old", "/nothing"))
                    .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
            assertThatThrownBy(() -> service.children("old", "many", "", 0, 10)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void znodeIsLaidOutWithItsOwnerAndCredentialsAreNotShown() {
        try (ZookeeperService service = service(false)) {
            Znode node = service.node("old", "/brokers/ids/7");
            assertThat(node.data().form()).isEqualTo("JSON");
            assertThat(node.data().text()).contains("\n").contains("\"port\" : 9092");
            assertThat(node.owner()).isEqualTo("0x" + Long.toHexString(other.getSessionId()));
            assertThat(node.ownerName()).isEqualTo("broker 7");
            assertThat(node.acls()).containsExactly("world:anyone:rwcda");
            assertThat(node.watchers()).as("not told to clients").isNull();
            Znode user = service.node("old", "/config/users/ada");
            assertThat(user.data().form()).isEqualTo("HIDDEN");
            assertThat(user.data().text()).isEmpty();
        }
    }

    @Test
    void changesAreHeardAsTheyHappen() throws Exception {
        try (ZookeeperService service = service(false)) {
            BlockingQueue<ZnodeChange> heard = new LinkedBlockingQueue<>();
            Runnable leave = service.listen("old", heard::add);
            make("/young", "a");
            other.setData("/young", "b".getBytes(StandardCharsets.UTF_8), -1);
            other.delete("/young", -1);
            for (String what : List.of("created", "changed", "deleted")) {
                ZnodeChange change = heard.poll(20, TimeUnit.SECONDS);
                while (change.path().isEmpty()) {
                    change = heard.poll(20, TimeUnit.SECONDS);
                }
                assertThat(change.what() + " " + change.path()).isEqualTo(what + " /young");
            }
            assertThat(service.changes("old", 3)).extracting(ZnodeChange::what)
                    .containsExactly("deleted", "changed", "created");
            leave.run();
        }
    }

    @Test
    void nothingIsChangedUnlessAllowed() throws Exception {
        make("/mine", "one");
        try (ZookeeperService service = service(false)) {
            assertThat(service.planPut("old", "/mine", "two").possible()).isFalse();
            assertThatThrownBy(() -> service.put(ACTOR, "old", "/mine", "two", 0))
                    .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.DENIED));
            assertThatThrownBy(() -> service.delete(ACTOR, "old", "/mine", 0)).isInstanceOf(Problem.class);
            assertThat(service.node("old", "/mine").data().text()).isEqualTo("one");
        }
        try (ZookeeperService service = service(true)) {
            assertThat(service.planPut("old", "/mine", "two").confirm()).isEqualTo("/mine");
            service.put(ACTOR, "old", "/mine", "two", 0);
            assertThatThrownBy(() -> service.put(ACTOR, "old", "/mine", "three", 0)).as("of an older version")
                    .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CONFLICT));
            assertThat(service.planDelete("old", "/brokers").refusals()).hasSize(1);
            service.delete(ACTOR, "old", "/mine", 1);
            assertThatThrownBy(() -> service.node("old", "/mine")).isInstanceOf(Problem.class);
        }
    }

    @Test
    void addressIsGivenWhereItIsNotKnown() {
        try (ZookeeperService service = service(false)) {
            assertThatThrownBy(() -> service.node("new", "/"))
                    .isInstanceOfSatisfying(Problem.class,
                            p -> assertThat(p.kind()).isEqualTo(Problem.Kind.UNSUPPORTED));
            assertThatThrownBy(() -> service.attach(ACTOR, "new", "no address")).isInstanceOf(Problem.class);
            service.attach(ACTOR, "new", server.connect() + "/brokers");
            assertThat(service.view("new").address()).endsWith("/brokers");
            assertThat(service.children("new", "/ids", "", 0, 10).total()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoTextIsADump() {
        assertThat(ZnodeData.of(new byte[] {0, 1, (byte) 0xff})).isEqualTo(new Znode.Data(3, "BINARY", "00 01 ff\n",
                false));
        assertThat(ZnodeData.of("plain".getBytes(StandardCharsets.UTF_8)).form()).isEqualTo("TEXT");
        assertThat(ZnodeData.of("12".getBytes(StandardCharsets.UTF_8)).form()).as("no container").isEqualTo("TEXT");
        assertThat(ZnodeData.of(null).form()).isEqualTo("EMPTY");
        assertThat(ZnodeData.of("y".repeat(100_000).getBytes(StandardCharsets.UTF_8)).cut()).isTrue();
    }
}
