package io.odradek.bench;

import io.odradek.bench.node.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From the start of a broker's process to the first record that it acknowledged, and its resident memory when idle. */
record Start(int heapMb) {
    /** Long enough for start-up work to settle. */
    private static final long IDLE_SECONDS = 10;
    private static final long LONGEST_START_SECONDS = 60;
    private static final long GRAIN_MS = 5;

    String name() {
        return "start of a one-broker process, heap up to " + heapMb + " MB";
    }

    Map<String, Double> run(Subject subject, Client client, Path directory) throws IOException, InterruptedException {
        int port = Ports.free();
        Path line = Files.createTempFile("odradek-bench", ".txt");
        Files.writeString(line, "first\n");
        long begin = System.nanoTime();
        try (Running broker = subject.start(directory, port, heapMb)) {
            // Kafka's storage must be formatted first; that is a step of its own and does not count.
            double formatting = Math.max(0, (System.nanoTime() - begin) / 1e9 - 0.05);
            firstRecord(broker, client, port, line);
            double seconds = (System.nanoTime() - begin) / 1e9 - formatting;
            if (broker.process().waitFor(IDLE_SECONDS, TimeUnit.SECONDS)) throw new IOException(subject.name()
                    + " ended by itself");
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("start s", seconds);
            figures.put("start CPU s", broker.cpuSeconds());
            figures.put("idle MB", broker.residentBytes() / 1e6);
            return figures;
        } finally {
            Files.delete(line);
        }
    }

    /**
     * kcat ends when nothing listens, so it starts when the port opens, and again until the broker is through with its
     * start.
     */
    private static void firstRecord(Running broker, Client client, int port, Path line) throws IOException,
            InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        IOException last = null;
        while (System.nanoTime() < deadline) {
            if (broker.process().waitFor(GRAIN_MS, TimeUnit.MILLISECONDS)) throw new IOException(broker.name()
                    + " ended by itself");
            if (!Ports.answers(port)) continue;
            try {
                client.kcat(line, "-P", "-b",
                        broker.bootstrap(), "-t", "start", "-X", "acks=all", "-X", "message.timeout.ms=30000",
                        "-X", "reconnect.backoff.ms=10", "-X", "reconnect.backoff.max.ms=20",
                        "-X", "retry.backoff.ms=10",
                        "-X", "topic.metadata.refresh.fast.interval.ms=10",
                        "-X", "allow.auto.create.topics=true", "-X", "linger.ms=0");
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(broker.name() + " did not serve within " + LONGEST_START_SECONDS + " s", last);
    }
}
