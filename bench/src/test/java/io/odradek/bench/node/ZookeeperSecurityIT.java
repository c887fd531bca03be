package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Brokers that show ZooKeeper who they are, by a certificate or by SASL, and keep others off their znodes. */
@Timeout(180)
class ZookeeperSecurityIT {
    private static final String PASSWORD = "not-secret";

    @TempDir
    private Path directory;
    private Rig rig;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        rig = new Rig(directory);
        port = Ports.free();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBrokerSpeaksTlsToAZookeeperThatSpeaksNothingElse() throws Exception {
        Path keys = keyStore();
        Path trusted = trustStore(keys);
        Map<String, String> server = rig.zookeeper(port);
        server.keySet().removeAll(List.of("clientPort", "clientPortAddress"));
        server.putAll(Map.of("secureClientPort", Integer.toString(port), "secureClientPortAddress", "127.0.0.1",
                "ssl.keyStore.location", keys.toString(), "ssl.keyStore.password", PASSWORD,
                "ssl.trustStore.location", trusted.toString(), "ssl.trustStore.password", PASSWORD));
        Map<String, String> broker = rig.broker(1, Ports.free(), "127.0.0.1:" + port + "/by/tls");
        broker.putAll(Map.of("zookeeper.ssl.client.enable", "true",
                "zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty",
                "zookeeper.ssl.keystore.location", keys.toString(), "zookeeper.ssl.keystore.password", PASSWORD,
                "zookeeper.ssl.truststore.location", trusted.toString(),
                "zookeeper.ssl.truststore.password", PASSWORD, "zookeeper.set.acl", "true"));
        broker.put("zookeeper.connection.timeout.ms", "60000");
        try (Node zookeeper = rig.site().zookeeper("zookeeper", server).start();
                Node one = rig.site().broker("one", broker)) {
            zookeeper.awaitSaid("by TLS", 1, Rig.LONG);
            one.start().awaitSaid("serves at", 1, Rig.LONG);
            one.kill();
            one.start().awaitSaid("serves at", 2, Rig.LONG);
            assertThat(one.said()).doesNotContain("could not be ended");
            ZKClientConfig tls = new ZKClientConfig();
            tls.setProperty("zookeeper.client.secure", "true");
            tls.setProperty("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
            tls.setProperty("zookeeper.ssl.keyStore.location", keys.toString());
            tls.setProperty("zookeeper.ssl.keyStore.password", PASSWORD);
            tls.setProperty("zookeeper.ssl.trustStore.location", trusted.toString());
            tls.setProperty("zookeeper.ssl.trustStore.password", PASSWORD);
            try (ZooKeeper client = connect("/by/tls", tls)) {
                assertOwned(client, "x509");
            }
            Rig.assertRefused(rig.run("odradek", "broker", directory.resolve("one.properties").toString(),
                    "--override", "listeners=PLAINTEXT://127.0.0.1:0",
                    "--override", "zookeeper.ssl.client.enable=false"), "zookeeper.set.acl", "keystore.location",
                    "java.security.auth.login.config");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBrokerShowsWhoItIsBySaslAndOthersMayNotTouchItsZnodes() throws Exception {
        Map<String, String> server = rig.zookeeper(port);
        server.put("authProvider.sasl", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider");
        Map<String, String> broker = rig.broker(1, Ports.free(), "127.0.0.1:" + port + "/by/sasl");
        broker.putAll(Map.of("zookeeper.set.acl", "true", "zookeeper.connection.timeout.ms", "60000"));
        try (Node zookeeper = withLogin("zookeeper", server, "right");
                Node one = withLogin("broker", broker, "right")) {
            zookeeper.start().awaitSaid("serves at", 1, Rig.LONG);
            one.start().awaitSaid("serves at", 1, Rig.LONG);
            try (ZooKeeper stranger = connect("/by/sasl", new ZKClientConfig())) {
                assertOwned(stranger, "sasl");
                assertThatThrownBy(() -> stranger.create("/brokers/ids/7", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE,
                        CreateMode.EPHEMERAL)).isInstanceOf(KeeperException.NoAuthException.class);
                assertThatThrownBy(() -> stranger.getChildren("/config/users", false))
                        .isInstanceOf(KeeperException.NoAuthException.class);
            }
            Shell.Outcome refused = Shell.run(List.of(rig.site().script("odradek").toString(), "broker",
                    directory.resolve("broker.properties").toString(), "--override", "broker.id=2", "--override",
                    "listeners=PLAINTEXT://127.0.0.1:0"), login("wrong"));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.output()).contains("refuses our authentication; correct the section Client");
        }
    }

    /** Its owner may do everything, the others look on. */
    private static void assertOwned(ZooKeeper client, String scheme) throws Exception {
        List<ACL> acl = client.getACL("/brokers/ids", null);
        assertThat(acl).filteredOn(a -> a.getPerms() == ZooDefs.Perms.ALL).extracting(a -> a.getId().getScheme())
                .containsExactly(scheme);
        assertThat(acl).filteredOn(a -> a.getId().getScheme().equals("world"))
                .extracting(ACL::getPerms).containsExactly(ZooDefs.Perms.READ);
        assertThat(client.getChildren("/brokers/ids", false)).containsExactly("1");
    }

    private ZooKeeper connect(String chroot, ZKClientConfig config) throws IOException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper("127.0.0.1:" + port + chroot, 10_000, e -> {
            if (e.getState() == KeeperState.SyncConnected) connected.countDown();
        }, config);
        assertThat(connected.await(30, TimeUnit.SECONDS)).isTrue();
        return client;
    }

    private Node withLogin(String command, Map<String, String> keys, String password) throws IOException {
        Path file = rig.site().write(command + ".properties", keys);
        return new Node(command, List.of(rig.site().script("odradek").toString(), command, file.toString()),
                login(password), directory.resolve(command + ".log"));
    }

    private Map<String, String> login(String password) throws IOException {
        Path jaas = Files.writeString(directory.resolve(password + ".jaas"), """
                Server {
                  org.apache.zookeeper.server.auth.DigestLoginModule required user_broker="right";
                };
                Client {
                  org.apache.zookeeper.server.auth.DigestLoginModule required username="broker" password="%s";
                };
                """.formatted(password));
        Map<String, String> environment = new HashMap<>(rig.site().environment());
        environment.put("KAFKA_OPTS", "-Djava.security.auth.login.config=" + jaas);
        return environment;
    }

    private Path keyStore() throws IOException, InterruptedException {
        Path file = directory.resolve("keys.p12");
        Shell.run(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "all",
                "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-ext", "SAN=ip:127.0.0.1",
                "-validity", "30", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file.toString());
        return file;
    }

    /** The same certificate, as one to be trusted. */
    private Path trustStore(Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("all", keys.getCertificate("all"));
        Path file = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
