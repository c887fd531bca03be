package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image's root file system, made by the Dockerfile's own steps in a folder, serves from there: the archive is
 * packed, unpacked and trained on the way. Needs root, for namespaces of mounts.
 */
@Timeout(400)
class ImageIT {
    @TempDir
    private Path directory;

    static boolean possible() throws IOException, InterruptedException {
        return Shell.run(List.of("unshare", "--mount", "true"), Map.of()).code() == 0;
    }

    @Test
    void theImageServesAsItsUser() throws Exception {
        assumeTrue(possible(), "namespaces of mounts are not allowed here");
        Rig rig = new Rig(directory);
        Path image = directory.resolve("image");
        Shell.Outcome built = rig.run("odradek", "image", image.toString());
        assertThat(built.code()).as(built.output()).isZero();
        Path root = image.resolve("rootfs").toRealPath();
        Path release = root.resolve("opt/odradek");
        assertThat(release.resolve("licences")).isNotEmptyDirectory();
        assertThat(release.resolve("lib/cluster-engine.jars")).isNotEmptyFile();
        assertThat(release.resolve("target/odradek.aot")).as(built.output()).isNotEmptyFile();
        assertThat(release.resolve("target/broker.aot")).isNotEmptyFile();
        assertThat(root.resolve("opt/java/openjdk/bin/javac")).doesNotExist();
        int port = Ports.free();
        List<String> command = List.of(image.resolve("run").toString(), "up", "--brokers", "1", "--data",
                "/var/lib/odradek", "--port", "0", "--console-port", Integer.toString(port));
        assertThat(healthy(image)).isFalse();
        try (Node node = new Node("image", command, Map.of(), directory.resolve("image.log"))) {
            node.start();
            Ends.await(() -> healthy(image) || !node.alive());
            assertThat(node.alive()).as(node.said()).isTrue();
            Path process = Path.of("/proc", Long.toString(node.process().pid()));
            assertThat(Files.readString(process.resolve("status"))).containsPattern("Uid:\t10001\t10001");
            assertThat(process.resolve("root").toRealPath()).isEqualTo(root);
            assertThat(get(port, "/metrics")).contains("odradek_broker_running{broker=\"1\",cluster=\"local\"} 1.0");
            node.stop();
            assertThat(healthy(image)).isFalse();
        }
    }

    private static boolean healthy(Path image) throws IOException, InterruptedException {
        return Shell.run(List.of(image.resolve("health").toString()), Map.of()).code() == 0;
    }

    static String get(int port, String path) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI there = URI.create("http://127.0.0.1:" + port + path);
            return client.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException notYet) {
            return "";
        }
    }
}
