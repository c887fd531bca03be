package io.odradek.bench;

import io.odradek.bench.node.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From the start of a broker's process to the first record that it acknowledged, and its resident memory when idle. */
record Start(int heapMb) {
    /** Long enough for start-up work to settle. */
    private static final long IDLE_SECONDS = 10;

    String name() {
        return "start of a one-broker process";
    }

    /** The waiting client must have run once before, so that loading its classes does not count. */
    Map<String, Double> run(Subject subject, FirstRecord client, Path directory) throws IOException,
            InterruptedException {
        int port = Ports.free();
        try (Running broker = subject.start(directory, port, heapMb)) {
            // Kafka's storage must be formatted first; that is a step of its own and does not count.
            client.sendTo(broker.bootstrap());
            double seconds = (System.nanoTime() - broker.startedAt()) / 1e9;
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("start s", seconds);
            figures.put("start CPU s", broker.cpuSeconds());
            if (broker.process().waitFor(IDLE_SECONDS, TimeUnit.SECONDS)) throw new IOException(subject.name()
                    + " ended by itself");
            figures.put("idle MB", broker.residentBytes() / 1e6);
            return figures;
        }
    }
}
