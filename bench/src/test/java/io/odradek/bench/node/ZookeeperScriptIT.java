package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** ZooKeeper servers as processes. */
@Timeout(180)
class ZookeeperScriptIT {
    @TempDir
    private Path directory;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void brokersGoOnWhileAFollowerAndThenTheLeaderOfTheirEnsembleAreKilled() throws Exception {
        Rig rig = new Rig(directory);
        int[] ports = new int[9];
        for (int i = 0; i < ports.length; i++) ports[i] = Ports.free();
        String connect = "127.0.0.1:" + ports[0] + ",127.0.0.1:" + ports[1] + ",127.0.0.1:" + ports[2] + "/ensemble";
        List<Node> members = new ArrayList<>();
        int port = Ports.free();
        Map<String, String> first = rig.broker(1, port, connect);
        Map<String, String> second = rig.broker(2, Ports.free(), connect);
        first.put("zookeeper.connection.timeout.ms", "60000");
        second.put("zookeeper.connection.timeout.ms", "60000");
        try (Node one = rig.site().broker("one", first); Node two = rig.site().broker("two", second)) {
            for (int i = 0; i < 3; i++) members.add(member(rig, i, ports).start());
            one.start().awaitSaid("serves at", 1, Rig.LONG);
            two.start().awaitSaid("serves at", 1, Rig.LONG);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
                Ends.await(() -> admin.describeCluster().nodes().get(30, TimeUnit.SECONDS).size() == 2);
                int follower = inMode("follower", ports);
                members.get(follower).kill();
                create(admin, "without-a-follower");
                members.get(follower).start();
                Ends.await(() -> !mode(ports[follower]).isEmpty());
                members.get(inMode("leader", ports)).kill();
                create(admin, "without-the-leader");
            }
            one.stop();
            assertThat(directory.resolve("broker-1/.kafka_cleanshutdown")).exists();
        } finally {
            members.forEach(Node::close);
        }
    }

    private static void create(Admin admin, String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 2))).all().get(60, TimeUnit.SECONDS);
    }

    private static int inMode(String wanted, int[] ports) throws Exception {
        for (int i = 0; i < 3; i++) if (mode(ports[i]).equals(wanted)) return i;
        throw new AssertionError("no member is a " + wanted);
    }

    /** What a member says it is; empty while it serves nobody. */
    private static String mode(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return said.lines().filter(l -> l.startsWith("Mode: ")).map(l -> l.substring("Mode: ".length()))
                    .findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static Node member(Rig rig, int i, int[] ports) throws Exception {
        Map<String, String> keys = rig.zookeeper(ports[i]);
        for (int j = 0; j < 3; j++) {
            keys.put("server." + (j + 1), "127.0.0.1:" + ports[3 + j] + ":" + ports[6 + j]);
        }
        keys.put("initLimit", "10");
        keys.put("syncLimit", "5");
        Path data = Files.createDirectories(Path.of(keys.get("dataDir")));
        Files.writeString(data.resolve("myid"), (i + 1) + "\n");
        return rig.site().zookeeper("zookeeper-" + (i + 1), keys);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whatItCannotStartWithIsSaidInOneLine() throws Exception {
        Rig rig = new Rig(directory);
        int port = Ports.free();
        try (Node one = rig.site().zookeeper("one", rig.zookeeper(port)).start()) {
            one.awaitSaid("serves at", 1, Rig.LONG);
            String file = directory.resolve("one.cfg").toString();
            Rig.assertRefused(rig.run("odradek", "zookeeper", file), "in use by another ZooKeeper", "dataDir");
            Map<String, String> keys = rig.zookeeper(port);
            keys.put("dataDir", directory.resolve("other").toString());
            String other = rig.site().write("other.cfg", keys).toString();
            Rig.assertRefused(rig.run("zookeeper-server-start.sh", other), "port " + port + " is in use", "clientPort");
        }
        String empty = rig.site().write("empty.cfg", Map.of("clientPort", "0")).toString();
        Rig.assertRefused(rig.run("odradek", "zookeeper", empty), "empty.cfg", "dataDir");
        Map<String, String> nobody = rig.zookeeper(port);
        nobody.putAll(Map.of("server.1", "127.0.0.1:1:2", "server.2", "127.0.0.1:3:4", "server.3", "127.0.0.1:5:6"));
        nobody.putAll(Map.of("initLimit", "5", "syncLimit", "2"));
        String unnamed = rig.site().write("unnamed.cfg", nobody).toString();
        Rig.assertRefused(rig.run("odradek", "zookeeper", unnamed), "myid");
    }
}
