package io.odradek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads back a topic that was just written, by Kafka's ConsumerPerformance or by kcat.
 *
 * @param cold   the system's page cache is dropped before, where that is permitted
 * @param nativeClient kcat rather than Kafka's own consumer
 */
record Consume(int recordBytes, int records, boolean cold, boolean nativeClient) implements Workload {
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
    private static final double MB = 1024 * 1024;

    @Override
    public String name() {
        return "consume " + recordBytes + " B, " + (cold ? "cold" : "hot") + (nativeClient ? ", kcat" : "");
    }

    /** Dropping the page cache needs root and a kernel that lets us. */
    static boolean coldIsPossible() {
        return Files.isWritable(DROP_CACHES);
    }

    @Override
    public Map<String, Double> run(Running broker, Client client, String topic) throws IOException,
            InterruptedException {
        int partitions = nativeClient ? 1 : 6;
        Topics.create(client, broker, topic, partitions);
        new Produce(recordBytes, records, "1", partitions, "none", -1).send(broker, client, topic);
        if (cold) dropCaches();
        double cpu = broker.cpuSeconds();
        double seconds = nativeClient ? kcat(broker, client, topic) : kafka(broker, client, topic);
        cpu = broker.cpuSeconds() - cpu;
        double bytes = (double) records * recordBytes;
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("MB/s", bytes / MB / seconds);
        figures.put("CPU s/GB", cpu / (bytes / 1e9));
        Topics.delete(client, broker, topic);
        return figures;
    }

    private double kcat(Running broker, Client client, String topic) throws IOException, InterruptedException {
        return client.kcat(null, "-C", "-b", broker.bootstrap(), "-t",
                topic, "-p", "0", "-o", "beginning", "-e", "-q", "-f", "")
                .seconds();
    }

    /** The fetch time that the tool itself reports (its eighth column), so that the start of a JVM does not count. */
    private double kafka(Running broker, Client client, String topic) throws IOException, InterruptedException {
        String output = client.tool("org.apache.kafka.tools.ConsumerPerformance", "--bootstrap-server",
                broker.bootstrap(), "--topic", topic,
                "--messages", Integer.toString(records), "--timeout", "60000", "--hide-header").output();
        String[] lines = output.strip().split("\n");
        String[] columns = lines[lines.length - 1].split(",\\s*");
        if (columns.length < 10) throw new IOException("ConsumerPerformance printed no figures: " + output);
        if (Long.parseLong(columns[4].strip()) < records) {
            throw new IOException("consumed " + columns[4] + " of " + records + " records");
        }
        return Double.parseDouble(columns[7].strip()) / 1000;
    }

    private static void dropCaches() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
        Files.writeString(DROP_CACHES, "1");
    }
}
