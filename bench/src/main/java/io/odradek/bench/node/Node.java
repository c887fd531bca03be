package io.odradek.bench.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process that is started again and again by the same command. Not for several threads at once. */
public final class Node implements AutoCloseable {
    private static final long GRAIN_MS = 10;
    private static final long END_S = 30;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private volatile Process process;

    /**
     * A process to be started by {@link #start}.
     *
     * @param environment above ours
     * @param log         gets what the process says, appended start by start
     */
    public Node(String name, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    /** Returns when the process is there, not when it serves. */
    public Node start() throws IOException {
        if (alive()) throw new IllegalStateException(name + " runs already");
        // Whoever started it may be ended by a signal, and nothing of ours is left behind then either.
        if (process == null) Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    public boolean alive() {
        return process != null && process.isAlive();
    }

    public Process process() {
        return process;
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; returns when the process is gone, which is made sure of after half a minute. */
    public void stop() throws InterruptedException {
        if (process == null) return;
        process.destroy();
        if (!process.waitFor(END_S, TimeUnit.SECONDS)) kill();
    }

    /** SIGSTOP: it holds its connections and does nothing. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Shell.run("kill", "-" + signal, Long.toString(process.pid()));
    }

    /** What it has said so far, over all its starts. */
    public String said() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Waits until its words hold the text {@code times} times, or fails with what it said instead. */
    public void awaitSaid(String text, int times, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (count(said(), text) < times) {
            boolean over = process.waitFor(GRAIN_MS, TimeUnit.MILLISECONDS);
            if (count(said(), text) >= times) return;
            if (over || System.nanoTime() > deadline) {
                String state = over ? " ended" : " runs";
                throw new IOException(name + state + " and did not say '" + text + "': " + tail());
            }
        }
    }

    private static int count(String all, String text) {
        int n = 0;
        for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + text.length())) n++;
        return n;
    }

    /** The end of its log. */
    public String tail() throws IOException {
        String all = said();
        return all.substring(Math.max(0, all.length() - 2_000));
    }

    /** Ends it without ceremony where it still runs. */
    @Override
    public void close() {
        if (process == null) return;
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
