package io.odradek.bench.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Short commands of the system. */
public final class Shell {
    private Shell() {}

    /** How a command ended and what it said on both its outputs. */
    public record Outcome(int code, String output) {}

    /** Throws where it fails. */
    public static String run(String... command) throws IOException, InterruptedException {
        Outcome outcome = run(List.of(command), Map.of());
        if (outcome.code() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + outcome.code() + ": "
                    + outcome.output().strip());
        }
        return outcome.output();
    }

    /** Waits for its end. */
    public static Outcome run(List<String> command, Map<String, String> environment) throws IOException,
            InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
