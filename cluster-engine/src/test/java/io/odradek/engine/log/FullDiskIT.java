package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file system that is really full: one of 2 MB in memory, where the machine lets us mount it ({@link
 * PartitionLogProperty} fills a simulated one everywhere).
 */
class FullDiskIT {
    @TempDir
    Path directory;
    private Path mounted;
    private final TestWorld world = new TestWorld(new SystemDisk());

    @BeforeEach
    void mount() throws Exception {
        mounted = Files.createDirectory(directory.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mounted.toString()), "not allowed to mount");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", mounted.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException thereIsNoSuchCommand) {
            return false;
        }
    }

    @Test
    void aFullDiskRefusesRecordsLosesNoneAndServesAgainWhenThereIsRoom() throws Exception {
        Path ballast = Files.write(mounted.resolve("ballast"), new byte[1 << 20]);
        world.overrides.put("t", Map.of("segment.bytes", "100000", "flush.messages", "1"));
        LogDirectories logs = world.directories(mounted.resolve("data"), Map.of()).start();
        PartitionLog log = logs.open("t", 0, new Uuid(1, 1), true);
        fill(log);
        long acknowledged = log.readyOffset();
        assertThat(acknowledged).isGreaterThan(500);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> world.append(log, "x".repeat(4000))).isInstanceOfSatisfying(LogFailure.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR));
        }
        logs.checkpointRecoveryPoints();
        logs.checkpointStartOffsets();
        assertThat(log.offline()).as("a full disk is no failed disk").isFalse();
        assertThat(TestWorld.records(log, 0)).hasSize((int) acknowledged);
        Files.delete(ballast);
        assertThat(world.append(log, "room again").firstOffset()).isEqualTo(acknowledged);
        logs.abandon();
        LogDirectories again = world.directories(mounted.resolve("data"), Map.of()).start();
        List<String> read = TestWorld.records(again.open("t", 0, new Uuid(1, 1), false), 0);
        assertThat(read).hasSize((int) acknowledged + 1).last().asString().endsWith("room again");
        assertThat(read.stream().map(r -> Long.parseLong(r.substring(0, r.indexOf(':'))))).containsExactlyElementsOf(
                IntStream.rangeClosed(0, (int) acknowledged).mapToObj(i -> (long) i).toList());
        again.close();
    }

    private void fill(PartitionLog log) {
        try {
            while (true) world.append(log, "x".repeat(1000));
        } catch (LogFailure full) {
            assertThat(full.getMessage()).contains("No space left");
        }
    }
}
