package io.odradek.bench.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console in a process of its own, as {@code bin/odradek up} starts it. */
final class ConsoleProcess implements AutoCloseable {

    private static final int START_SECONDS = 90;
    private static final Pattern HTTP = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");
    private static final Pattern KAFKA = Pattern.compile("(127\\.0\\.0\\.1:\\d+(,127\\.0\\.0\\.1:\\d+)+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final CompletableFuture<String> brokers = new CompletableFuture<>();

    ConsoleProcess(String heap, Path data, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx" + heap, "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        Path cache = Path.of(System.getProperty("odradek.cache"));
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-cp", System.getProperty("odradek.consolePath"), "io.odradek.console.Main", "--data",
                data.toString(), "--console-port", "0"));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofPlatform().daemon().name("console-output").start(this::read);
    }

    private void read() {
        StringBuilder all = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.append(line).append('\n');
                find(HTTP, line, address);
                find(KAFKA, line, brokers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        address.completeExceptionally(new IllegalStateException("the console ended: " + all));
    }

    private static void find(Pattern pattern, String line, CompletableFuture<String> into) {
        Matcher found = pattern.matcher(line);
        if (found.find()) {
            into.complete(found.group(1));
        }
    }

    /** Such as http://127.0.0.1:9000. */
    String address() throws Exception {
        return address.get(START_SECONDS, TimeUnit.SECONDS);
    }

    /** Of the embedded cluster. */
    String bootstrapServers() throws Exception {
        return brokers.get(START_SECONDS, TimeUnit.SECONDS);
    }

    String get(String path) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    double cpuSeconds() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** What lives on the heap when everything that does not is gone. */
    double liveHeapMb() throws Exception {
        diagnose("GC.run");
        Matcher used = USED.matcher(diagnose("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd tells no heap");
        }
        return Long.parseLong(used.group(1)) / 1024.0;
    }

    private String diagnose(String command) throws Exception {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()), command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        http.close();
    }
}
