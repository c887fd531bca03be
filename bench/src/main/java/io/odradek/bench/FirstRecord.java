package io.odradek.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A stock Java producer that waits in a process of its own: for each port it is told, it sends one record as soon as a
 * broker there takes it. librdkafka asks for missing metadata once a second, which would hide what is measured.
 */
final class FirstRecord implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    /** Starts the waiting process; it speaks and understands lines. */
    FirstRecord(Setting setting) throws IOException {
        List<String> command = new ArrayList<>(List.of(setting.java(), "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + setting.root().resolve("bin/lib/tools-log4j2.properties"), "-cp",
                setting.kafkaLibs() + "/*:" + setting.benchJar(), "io.odradek.bench.WaitingProducer"));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns when the broker at that port of loopback has acknowledged a record. */
    void sendTo(String bootstrap) throws IOException {
        process.getOutputStream().write((bootstrap + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String line = answers.readLine();
        if ("acknowledged".equals(line)) return;
        throw new IOException("no record was acknowledged by " + bootstrap + ": " + line);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
