package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Brokers as processes, started and stopped by the scripts that a user has. */
@Timeout(180)
class BrokerScriptIT {
    @TempDir
    private Path directory;
    private Rig rig;
    private int zookeeperPort;
    private Node zookeeper;

    @BeforeEach
    void startZookeeper() throws Exception {
        rig = new Rig(directory);
        zookeeperPort = Ports.free();
        zookeeper = rig.site().zookeeper("zookeeper", rig.zookeeper(zookeeperPort)).start();
    }

    @AfterEach
    void stopZookeeper() {
        if (zookeeper != null) zookeeper.close();
    }

    private String connect() {
        return "127.0.0.1:" + zookeeperPort + "/some/chroot";
    }

    /** An id that no other broker of this machine has, for the stop script finds brokers by it. */
    private static int id() {
        return (int) (ProcessHandle.current().pid() % 100_000) * 10;
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBrokerThatIsStoppedHandsItsLeadersOverFirst() throws Exception {
        int first = id() + 1;
        int port = Ports.free();
        int otherPort = Ports.free();
        Map<String, String> keys = rig.broker(first, port, connect());
        keys.put("made.up.key", "1");
        try (Node one = rig.site().broker("one", keys).start();
                Node two = rig.site().broker("two", rig.broker(id() + 2, otherPort, connect())).start()) {
            one.awaitSaid("serves at", 1, Rig.LONG);
            two.awaitSaid("serves at", 1, Rig.LONG);
            assertThat(one.said()).contains("made.up.key is not known");
            Map<String, Object> client = Map.of("bootstrap.servers", "127.0.0.1:" + otherPort);
            try (Admin admin = Admin.create(client); KafkaProducer<String, String> producer =
                    new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
                // Both serve, and the controller may not have heard of the second yet.
                Ends.await(() -> admin.describeCluster().nodes().get(30, TimeUnit.SECONDS).size() == 2);
                NewTopic topic = new NewTopic("moved", Map.of(0, List.of(first, id() + 2)));
                admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
                producer.send(new ProducerRecord<>("moved", "before")).get(30, TimeUnit.SECONDS);
                Shell.Outcome stop = rig.run("kafka-server-stop.sh", "--node-id", Integer.toString(first));
                assertThat(stop.code()).as(stop.output()).isZero();
                assertThat(one.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(one.said()).contains("broker " + first + " leads nothing any more");
                assertThat(producer.send(new ProducerRecord<>("moved", "after")).get(30, TimeUnit.SECONDS).offset())
                        .isEqualTo(1);
            }
            assertThat(directory.resolve("broker-" + first + "/.kafka_cleanshutdown")).exists();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void daemonsTakeOverridesAndLeaveTheirWordsInTheLogDirectory() throws Exception {
        int id = id() + 3;
        Map<String, String> keys = rig.broker(0, 1, connect());
        Path file = rig.site().write("daemon.properties", keys);
        Path logs = Files.createDirectory(directory.resolve("logs"));
        List<String> words = List.of(rig.site().script("kafka-server-start.sh").toString(), "-daemon", file.toString(),
                "--override", "broker.id=" + id, "--override", "listeners=PLAINTEXT://127.0.0.1:0",
                "--override", "log.dirs=" + directory.resolve("overridden"));
        Map<String, String> environment = new HashMap<>(rig.site().environment());
        environment.put("LOG_DIR", logs.toString());
        assertThat(Shell.run(words, environment).code()).isZero();
        Node watch = new Node("daemon", List.of("sleep", "60"), Map.of(), logs.resolve("kafkaServer.out")).start();
        try (watch) {
            watch.awaitSaid("broker " + id + " serves at", 1, Rig.LONG);
            assertThat(directory.resolve("overridden/meta.properties")).content().contains("broker.id=" + id);
        } finally {
            assertThat(rig.run("kafka-server-stop.sh", "--node-id=" + id).code()).isZero();
        }
        Ends.await(() -> Files.exists(directory.resolve("overridden/.kafka_cleanshutdown")));
        // Its last act done, the process is still there for a moment.
        Ends.await(() -> rig.run("kafka-server-stop.sh", "--node-id=" + id).code() != 0);
        Rig.assertRefused(rig.run("kafka-server-stop.sh", "--node-id=" + id), "no broker to stop");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whatABrokerCannotStartWithIsSaidInOneLineWithTheWayOut() throws Exception {
        int id = id() + 4;
        int port = Ports.free();
        Map<String, String> keys = rig.broker(id, port, connect());
        try (Node one = rig.site().broker("one", keys).start()) {
            one.awaitSaid("serves at", 1, Rig.LONG);
            String file = directory.resolve("one.properties").toString();
            Rig.assertRefused(rig.run("odradek", "broker", file), "port " + port + " is in use", "listeners=");
            String elsewhere = "listeners=PLAINTEXT://127.0.0.1:0";
            Rig.assertRefused(rig.run("odradek", "broker", file, "--override", elsewhere), ".lock", "log.dirs");
            Rig.assertRefused(rig.run("kafka-server-start.sh", file, "--override", elsewhere, "--override",
                    "log.dirs=" + directory.resolve("other")), "broker id " + id + " is already registered",
                    "another id");
        }
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Rig.assertRefused(rig.run("odradek", "broker", directory.resolve("one.properties").toString(),
                    "--override", "zookeeper.connect=127.0.0.1:" + silent.getLocalPort(),
                    "--override", "zookeeper.connection.timeout.ms=300"),
                    "did not answer within 300 ms", "zookeeper.connect");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aDataDirectoryOfAnotherClusterAndWordsThatMeanNothingAreRefused() throws Exception {
        Path data = Files.createDirectories(directory.resolve("broker-7"));
        Files.writeString(data.resolve("meta.properties"),
                "version=0\nbroker.id=7\ncluster.id=AnotherClustersIdHere\n");
        String file = rig.site().write("seven.properties", rig.broker(7, 0, connect())).toString();
        zookeeper.awaitSaid("serves at", 1, Rig.LONG);
        Rig.assertRefused(rig.run("odradek", "broker", file), "AnotherClustersIdHere", "meta.properties",
                "zookeeper.connect", "log.dirs");
        assertThat(data.resolve(".kafka_cleanshutdown")).doesNotExist();
        Rig.assertRefused(rig.run("odradek", "broker", file, "--overide", "a=b"), "does not know --overide");
        Rig.assertRefused(rig.run("odradek", "broker", file, "--override", "broker.id=seven"), "broker.id", "seven");
        Rig.assertRefused(rig.run("odradek", "broker", file + ".gone"), file + ".gone", "there is none");
    }
}
