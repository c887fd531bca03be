package io.odradek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** kcat (librdkafka) sending a file, a line a record, as quickly as it goes. */
record NativeProduce(int recordBytes, int records) implements Workload {
    private static final double MB = 1024 * 1024;

    @Override
    public String name() {
        return "produce " + recordBytes + " B, acks=1, 6 partitions, kcat";
    }

    @Override
    public Map<String, Double> run(Running broker, Client client, String topic) throws IOException,
            InterruptedException {
        Topics.create(client, broker, topic, 6);
        Path lines = Files.createTempFile("odradek-bench", ".txt");
        try {
            String line = "x".repeat(recordBytes) + "\n";
            try (var out = Files.newBufferedWriter(lines)) {
                for (int i = 0; i < records; i++) out.write(line);
            }
            double cpu = broker.cpuSeconds();
            double seconds = client.kcat(lines, "-P", "-b", broker.bootstrap(), "-t",
                    topic, "-X", "acks=1", "-X", "linger.ms=5",
                    "-X", "queue.buffering.max.messages=1000000").seconds();
            double bytes = (double) records * recordBytes;
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("MB/s", bytes / MB / seconds);
            figures.put("CPU s/GB", (broker.cpuSeconds() - cpu) / (bytes / 1e9));
            return figures;
        } finally {
            Files.delete(lines);
            Topics.delete(client, broker, topic);
        }
    }
}
