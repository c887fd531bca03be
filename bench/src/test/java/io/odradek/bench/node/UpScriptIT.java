package io.odradek.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@code bin/odradek up} says to a machine that is not as it wants it. */
@Timeout(180)
class UpScriptIT {
    @TempDir
    private Path directory;
    private Rig rig;

    @BeforeEach
    void find() {
        rig = new Rig(directory);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void portsInUseAndADataDirectoryInUseAreSaidInOneLineEach() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            String free = Integer.toString(Ports.free());
            Rig.assertRefused(up("--port", "0", "--console-port", port), port, "in use", "--console-port");
            Rig.assertRefused(up("--port", port, "--console-port", free), port, "in use", "--port");
        }
        Node one = new Node("one", List.of(rig.site().script("odradek").toString(), "up", "--brokers", "1", "--data",
                directory.resolve("data").toString(), "--port", "0", "--console-port", Integer.toString(Ports.free())),
                rig.site().environment(), directory.resolve("one.log"));
        try (one) {
            one.start();
            // The lock's file is there since the refusals above; who holds it is told by what the first one says.
            Path said = directory.resolve("one.log");
            Ends.await(() -> Files.exists(said) && Files.readString(said).contains("http://"));
            Rig.assertRefused(up("--port", "0", "--console-port", Integer.toString(Ports.free())),
                    directory.resolve("data").toString(), "in use", "--data");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anUnknownOptionIsNamed() throws Exception {
        Rig.assertRefused(up("--brokrs", "3"), "--brokrs", "--help");
        Shell.Outcome unknown = rig.run("odradek", "upp");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.output()).contains("odradek: there is no command 'upp'");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anotherJdkThanTheNeededIsNamedWithTheWayOut() throws Exception {
        Path home = Files.createDirectories(directory.resolve("jdks/jdk-17"));
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        for (String name : List.of("java", "javac")) {
            Path stub = Files.writeString(bin.resolve(name), "#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n");
            assertThat(stub.toFile().setExecutable(true)).isTrue();
        }
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "sed", "find", "readlink", "head", "env")) {
            for (String place : List.of("/usr/bin/", "/bin/")) {
                Path there = Path.of(place + tool);
                if (Files.exists(there) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), there);
                }
            }
        }
        Map<String, String> environment = new HashMap<>(rig.site().environment());
        environment.putAll(Map.of("JAVA_HOME", home.toString(), "ODRADEK_JDKS", directory.resolve("jdks").toString(),
                "PATH", bin + ":" + tools));
        Rig.assertRefused(Shell.run(List.of(rig.site().script("odradek").toString(), "up"), environment),
                "JDK 25 is needed", "17.0.1", "JAVA_HOME");
    }

    private Shell.Outcome up(String... options) throws Exception {
        String[] words = new String[options.length + 3];
        words[0] = "up";
        words[1] = "--data";
        words[2] = directory.resolve("data").toString();
        System.arraycopy(options, 0, words, 3, options.length);
        return rig.run("odradek", words);
    }
}
