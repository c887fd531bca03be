package io.odradek.engine.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.env.SystemClock;
import io.odradek.engine.env.ThreadLane;
import io.odradek.engine.env.ThreadTimers;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.zk.ZkReply.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session against a real server in this JVM. */
class ZookeeperSessionTest {
    @TempDir
    Path data;
    private EmbeddedZookeeper server;
    private final ThreadLane lane = new ThreadLane("test", 1 << 16, new LongAdder());
    private final ThreadTimers timers = new ThreadTimers("test-timers");
    private final List<ZkSession> open = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedZookeeper.start(data, "127.0.0.1", 0, 500);
    }

    @AfterEach
    void stop() {
        open.forEach(ZkSession::close);
        server.close();
        timers.close();
        lane.close();
    }

    private ZookeeperSession session(String chroot, int timeoutMs) throws Exception {
        ZookeeperSession s = ZookeeperSession.open(ZookeeperSession.Options.plain(server.connect() + chroot,
                timeoutMs), lane, timers);
        open.add(s);
        return s;
    }

    private static <T> T get(CompletableFuture<T> f) throws Exception {
        return f.get(20, TimeUnit.SECONDS);
    }

    private static ZkReply one(ZkSession s, ZkRequest r) throws Exception {
        CompletableFuture<ZkReply> f = new CompletableFuture<>();
        s.submit(r, f::complete);
        return get(f);
    }

    /** Ends a session as the server would, by a second connection that closes it. */
    private void expire(ZookeeperSession s) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper twin = new ZooKeeper(server.connect(), 5000, e -> connected.countDown(), s.id(), s.password());
        connected.await(10, TimeUnit.SECONDS);
        twin.close();
    }

    private static ZnodeJson.Broker broker(int id, int port) {
        return new ZnodeJson.Broker(id, List.of(new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, "127.0.0.1",
                port)), null, -1, 1);
    }

    private BrokerRegistration registration(ZkSession s, int port, long waitMs) {
        return new BrokerRegistration(s, lane, timers, () -> broker(1, port), waitMs);
    }

    @Test
    void portInUseIsToldInOneLine(@TempDir Path other) {
        assertThatThrownBy(() -> EmbeddedZookeeper.start(other, "127.0.0.1", server.port(), 500))
                .isInstanceOf(EmbeddedZookeeper.StartFailure.class)
                .hasMessage("ZooKeeper cannot listen on 127.0.0.1:" + server.port() + ": the port is in use");
    }

    @Test
    void createsReadsAndComparesVersions() throws Exception {
        ZkSession s = session("", 6000);
        assertThat(one(s, ZkRequest.create("/a", new byte[] {1})).ok()).isTrue();
        assertThat(one(s, ZkRequest.create("/a", new byte[] {1})).code()).isEqualTo(Code.NODE_EXISTS);
        assertThat(one(s, new ZkRequest.Put("/a", new byte[] {2}, 0)).version()).isEqualTo(1);
        assertThat(one(s, new ZkRequest.Put("/a", new byte[] {3}, 0)).code()).isEqualTo(Code.BAD_VERSION);
        assertThat(one(s, ZkRequest.get("/a")).data()).containsExactly(2);
        assertThat(one(s, new ZkRequest.Delete("/a", ZkRequest.ANY)).ok()).isTrue();
        assertThat(one(s, ZkRequest.get("/a")).code()).isEqualTo(Code.NO_NODE);
    }

    @Test
    void aMultiIsAllOrNothingAndTellsWhichPartFailed() throws Exception {
        ZkSession s = session("", 6000);
        one(s, ZkRequest.create("/epoch", new byte[] {1}));
        ZkReply bad = one(s, new ZkRequest.Multi(List.of(new ZkRequest.Check("/epoch", 5),
                ZkRequest.create("/b", null))));
        assertThat(bad.ok()).isFalse();
        assertThat(bad.parts().get(0).code()).isEqualTo(Code.BAD_VERSION);
        assertThat(bad.parts().get(1).code()).isEqualTo(Code.ROLLED_BACK);
        ZkReply good = one(s, new ZkRequest.Multi(List.of(new ZkRequest.Check("/epoch", 0),
                ZkRequest.create("/b", null))));
        assertThat(good.ok()).isTrue();
        assertThat(good.parts()).hasSize(2).allMatch(ZkReply::ok);
    }

    @Test
    void thousandsOfRequestsAreSentWithoutWaiting() throws Exception {
        ZkSession s = session("", 6000);
        List<ZkRequest> all = new ArrayList<>();
        for (int i = 0; i < 5000; i++) all.add(ZkRequest.create("/n" + i, new byte[100]));
        long from = System.nanoTime();
        CompletableFuture<List<ZkReply>> f = new CompletableFuture<>();
        s.submit(all, f::complete);
        assertThat(get(f)).hasSize(5000).allMatch(ZkReply::ok);
        System.out.println("5000 creates in " + (System.nanoTime() - from) / 1_000_000 + " ms");
    }

    @Test
    void theChrootIsMadeAndPersistentPathsStandBelowIt() throws Exception {
        ZkSession s = session("/kafka/one", 6000);
        String id = get(ClusterRoots.make(s, "first"));
        assertThat(id).isEqualTo("first");
        assertThat(get(ClusterRoots.make(session("/kafka/one", 6000), "second"))).isEqualTo("first");
        assertThat(one(session("", 6000), ZkRequest.children("/kafka/one/brokers")).children())
                .containsExactlyInAnyOrder("ids", "topics", "seqid");
    }

    @Test
    void requestsSurviveARestartOfTheServer() throws Exception {
        ZkSession s = session("", 20_000);
        one(s, ZkRequest.create("/kept", new byte[] {7}));
        int port = server.port();
        server.close();
        CompletableFuture<ZkReply> f = new CompletableFuture<>();
        s.submit(ZkRequest.get("/kept"), f::complete);
        server = EmbeddedZookeeper.start(data, "127.0.0.1", port, 500);
        assertThat(get(f).data()).containsExactly(7);
    }

    @Test
    void anExpiredSessionIsToldAndMadeAnew() throws Exception {
        ZookeeperSession s = session("", 6000);
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        s.listen(new ZkSession.Listener() {
            @Override
            public void expired() {
                events.add("expired");
            }

            @Override
            public void renewed() {
                events.add("renewed");
            }
        });
        one(s, new ZkRequest.Create("/mine", null, ZkRequest.Mode.EPHEMERAL));
        long before = s.id();
        expire(s);
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("expired");
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("renewed");
        assertThat(s.id()).isNotEqualTo(before);
        assertThat(one(s, ZkRequest.get("/mine")).code()).isEqualTo(Code.NO_NODE);
    }

    @Test
    void aSecondBrokerWithTheSameIdIsRefused() throws Exception {
        ZkSession first = session("", 6000);
        get(ClusterRoots.make(first, "c"));
        assertThat(get(registration(first, 9092, 500).register())).isPositive();
        assertThatThrownBy(() -> get(registration(session("", 6000), 9999, 500).register()))
                .hasMessageContaining("broker id 1 is already registered by [PLAINTEXT://127.0.0.1:9092]");
    }

    @Test
    void ourOwnStaleRegistrationIsWaitedOut() throws Exception {
        ZkSession first = session("", 6000);
        get(ClusterRoots.make(first, "c"));
        long before = get(registration(first, 9092, 500).register());
        CompletableFuture<Long> second = registration(session("", 6000), 9092, 20_000).register();
        first.close();
        assertThat(get(second)).isGreaterThan(before);
    }

    @Test
    void registrationComesBackAfterExpiryWithAHigherEpoch() throws Exception {
        ZookeeperSession s = session("", 6000);
        get(ClusterRoots.make(s, "c"));
        BrokerRegistration r = registration(s, 9092, 500);
        long before = get(r.register());
        CompletableFuture<Void> renewed = new CompletableFuture<>();
        s.listen(new ZkSession.Listener() {
            @Override
            public void renewed() {
                renewed.complete(null);
            }
        });
        expire(s);
        get(renewed);
        // Requests are answered in order: after this one the registration is there.
        assertThat(one(s, ZkRequest.get(Znodes.broker(1))).ok()).isTrue();
        assertThat(r.epoch()).isGreaterThan(before);
    }

    @Test
    void configurationIsReadAtStartAndFollowed() throws Exception {
        ZkSession writer = session("", 6000);
        get(ClusterRoots.make(writer, "c"));
        one(writer, ZkRequest.create("/config/topics/t", ZnodeJson.encodeConfig(Map.of("a", "1"))));
        Metadata metadata = new Metadata();
        get(new ConfigWatch(session("", 6000), metadata).start());
        assertThat(metadata.current().topicConfig("t")).containsEntry("a", "1");
        CompletableFuture<Void> changed = new CompletableFuture<>();
        metadata.subscribe(d -> {
            if ("2".equals(d.after().brokerConfig(5).get("b"))) changed.complete(null);
        });
        one(writer, ZkRequest.create("/config/brokers/5", ZnodeJson.encodeConfig(Map.of("b", "2"))));
        one(writer, new ZkRequest.Create(Znodes.configChange(),
                ZnodeJson.encodeConfigChange(ConfigEntity.broker(5).path()), ZkRequest.Mode.PERSISTENT_SEQUENTIAL));
        get(changed);
    }

    @Test
    void startsFast(@TempDir Path other) throws Exception {
        long from = new SystemClock().monotonicNs();
        EmbeddedZookeeper.start(other, "127.0.0.1", 0, 2000).close();
        System.out.println("embedded ZooKeeper up and down in " + (new SystemClock().monotonicNs() - from) / 1_000_000
                + " ms");
    }
}
