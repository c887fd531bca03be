package io.odradek.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.StartFailure;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StockClientIT {
    @TempDir
    static Path data;

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() throws StartFailure {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0, Map.of()));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void theNewestJavaClientWorks() {
        new ClientScenario().accept(cluster.bootstrapServers());
    }

    @Test
    @SuppressWarnings("unchecked")
    void theJavaClientOfTheZooKeeperEraWorks() throws Exception {
        Path libs = Path.of(System.getProperty("kafka.peers"), System.getProperty("kafka.zk.version"), "libs");
        List<URL> urls = new ArrayList<>();
        urls.add(ClientScenario.class.getProtectionDomain().getCodeSource().getLocation());
        try (Stream<Path> jars = Files.list(libs)) {
            for (Path jar : jars.toList()) urls.add(jar.toUri().toURL());
        }
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader old = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
            current.setContextClassLoader(old);
            Class<?> scenario = old.loadClass(ClientScenario.class.getName());
            ((Consumer<String>) scenario.getConstructor().newInstance()).accept(cluster.bootstrapServers());
        } finally {
            current.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void kcatWorks(String codec) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1000; i++) lines.add("key" + i + ":value number " + i);
        String input = String.join("\n", lines) + "\n";
        String topic = "by-kcat-" + codec;
        kcat(input, "-P", "-t", topic, "-K:", "-z", codec, "-p", "0", "-X", "topic.request.required.acks=all");
        String output = kcat("", "-C", "-t", topic, "-p", "0", "-o", "beginning", "-e", "-q", "-K:");
        assertThat(output).isEqualTo(input);
        assertThat(kcat("", "-L")).contains("3 brokers").contains(topic);
    }

    private String kcat(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kcat", "-b", cluster.bootstrapServers()));
        command.addAll(Arrays.asList(arguments));
        Path in = Files.writeString(data.resolve("kcat.in"), input);
        Path out = data.resolve("kcat.out");
        Path err = data.resolve("kcat.err");
        Process kcat;
        try {
            kcat = new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile()).start();
        } catch (IOException missing) {
            throw new AssertionError("kcat is not installed (Debian: apt-get install kcat)", missing);
        }
        assertThat(kcat.waitFor(30, TimeUnit.SECONDS)).as("kcat ends").isTrue();
        assertThat(kcat.exitValue()).as(Files.readString(err)).isZero();
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
