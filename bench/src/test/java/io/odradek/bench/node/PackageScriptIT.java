package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of {@code bin/odradek package}, unpacked somewhere else, starts as an image would start it. Where an
 * image can be made, ImageIT shows that and more.
 */
@Timeout(240)
class PackageScriptIT {
    @TempDir
    private Path directory;

    @Test
    void theUnpackedArchiveServes() throws Exception {
        assumeFalse(ImageIT.possible(), "ImageIT shows it");
        Rig rig = new Rig(directory);
        Shell.Outcome packed = rig.run("odradek", "package", directory.resolve("out").toString());
        assertThat(packed.code()).as(packed.output()).isZero();
        Path archive = only(directory.resolve("out"));
        assertThat(archive.getFileName().toString()).matches("odradek-[0-9].*\\.tar\\.gz");
        Path home = Files.createDirectories(directory.resolve("unpacked"));
        Shell.Outcome unpacked = Shell.run(List.of("tar", "-C", home.toString(), "-xzf", archive.toString()), Map.of());
        assertThat(unpacked.code()).as(unpacked.output()).isZero();
        Path release = only(home);
        assertThat(release.resolve("licences")).isNotEmptyDirectory();
        assertThat(release.resolve("lib/cluster-engine.jars")).isNotEmptyFile();
        Shell.Outcome refused = Shell.run(List.of(release.resolve("bin/odradek").toString(), "test"), Map.of());
        Rig.assertRefused(refused, "test", "checkout");
        serves(release);
    }

    private void serves(Path release) throws Exception {
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(Map.of("ODRADEK_HOME", directory.resolve("home").toString(),
                "ODRADEK_JVM_OPTS", "-Xmx512m"));
        List<String> command = List.of(release.resolve("docker/run.sh").toString(), "up", "--brokers", "1", "--data",
                directory.resolve("data").toString(), "--port", "0", "--console-port", Integer.toString(port));
        try (Node node = new Node("unpacked", command, environment, directory.resolve("unpacked.log"))) {
            node.start();
            Ends.await(() -> ImageIT.get(port, "/health/ready").equals("ready\n"));
            assertThat(ImageIT.get(port, "/metrics")).contains("odradek_broker_running{broker=\"1\"");
        }
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
