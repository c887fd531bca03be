package io.odradek.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The clients of the race, none of them written here: Kafka's performance tools and kcat, each a process of its own.
 */
final class Client {
    /** A client that takes longer has hung: the largest load takes well under a minute. */
    private static final long LONGEST_SECONDS = 300;
    private final Setting setting;

    Client(Setting setting) {
        this.setting = setting;
    }

    /** What a client printed, and the wall time of its process. */
    record Outcome(String output, double seconds) {}

    Outcome tool(String mainClass, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(setting.java(), "-Xmx512m", "-XX:+UseG1GC",
                "-Dlog4j2.configurationFile=" + setting.root().resolve("bin/lib/tools-log4j2.properties"),
                "-cp", setting.kafkaLibs() + "/*", mainClass));
        command.addAll(List.of(arguments));
        return run(command, null);
    }

    /** A class of this module that sees Kafka's client. */
    Outcome ours(String mainClass, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(setting.java(), "-Xmx1g", "-XX:+UseG1GC",
                "-Dlog4j2.configurationFile=" + setting.root().resolve("bin/lib/tools-log4j2.properties"),
                "-cp", setting.kafkaLibs() + "/*:" + setting.benchJar(), mainClass));
        command.addAll(List.of(arguments));
        return run(command, null);
    }

    Outcome kcat(Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kcat"));
        command.addAll(List.of(arguments));
        return run(command, input);
    }

    private static Outcome run(List<String> command, Path input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (input != null) builder.redirectInput(input.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        Thread limit = Thread.ofVirtual().start(() -> endAfterLimit(process));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        limit.interrupt();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (code != 0) throw new IOException(command.get(0) + " " + String.join(" ",
                command.subList(command.size() - 6, command.size()))
                + " ended with " + code + ": " + tail(output));
        return new Outcome(output, seconds);
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(String output) {
        return output.length() <= 600 ? output : output.substring(output.length() - 600);
    }
}
