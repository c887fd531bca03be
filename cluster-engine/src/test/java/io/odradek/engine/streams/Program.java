package io.odradek.engine.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** A class of the tests or of Kafka that runs in a process of its own with Apache Kafka's jars. */
public final class Program implements AutoCloseable {
    private static final long PATIENCE_MS = 90_000;

    private final Process process;
    private final Path out;

    private Program(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** @param directory for its output */
    public static Program start(Path directory, Class<?> main, String... args) throws IOException {
        return start(directory, main.getName(), args);
    }

    public static Program start(Path directory, String main, String... args) throws IOException {
        return start(directory, System.getProperty("kafka.version"), main, List.of(args));
    }

    /** @param version of Apache Kafka */
    public static Program start(Path directory, String version, String main, List<String> args) throws IOException {
        Path libs = Path.of(System.getProperty("kafka.peers"), version, "libs");
        Path classes = Path.of(System.getProperty("project.root"), "cluster-engine", "target", "test-classes");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dlog4j2.configurationFile=" + Path.of(
                        System.getProperty("project.root"), "bin", "lib", "tools-log4j2.properties"),
                "-cp", classes + java.io.File.pathSeparator + libs + java.io.File.separator + "*", main));
        command.addAll(args);
        return run(directory, command);
    }

    /** Any command, whatever it is written in. */
    public static Program run(Path directory, List<String> command) throws IOException {
        Path out = Files.createTempFile(directory, "program", ".out");
        Process p = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        return new Program(p, out);
    }

    public String output() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public Program await(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (!output().contains(text)) {
            boolean over = process.waitFor(50, TimeUnit.MILLISECONDS) && !output().contains(text);
            if (over || System.nanoTime() > end) throw new AssertionError("no '" + text + "' in: " + output());
        }
        return this;
    }

    /** Its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        return process.exitValue();
    }

    public boolean running() {
        return process.isAlive();
    }

    /** As kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends its standard input, which is how it is asked to stop. */
    public void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        Assertions.assertThat(awaitEnd()).as(output()).isZero();
    }

    /** Asks it to stop, by a signal. */
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
