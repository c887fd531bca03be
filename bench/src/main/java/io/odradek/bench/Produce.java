package io.odradek.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kafka's ProducerPerformance.
 *
 * @param recordBytes size of a value
 * @param rate        records a second, or -1 for as many as go
 */
record Produce(int recordBytes, int records, String acks, int partitions, String compression,
        int rate) implements Workload {
    private static final Pattern LAST_LINE =
            Pattern.compile("(\\d+) records sent, ([\\d.]+) records/sec \\(([\\d.]+) MB/sec\\), ([\\d.]+) ms avg "
            + "latency, ([\\d.]+) ms max latency, (\\d+) ms 50th, (\\d+) ms 95th, (\\d+) ms 99th, (\\d+) ms 99.9th");
    private static final double GB = 1e9;

    @Override
    public String name() {
        String speed = rate < 0 ? "" : " at " + rate + "/s";
        return "produce " + recordBytes + " B, acks=" + acks + ", " + partitions + " partitions, " + compression
                + speed;
    }

    @Override
    public Map<String, Double> run(Running broker, Client client, String topic) throws IOException,
            InterruptedException {
        Topics.create(client, broker, topic, partitions);
        double cpu = broker.cpuSeconds();
        String output = send(broker, client, topic).output();
        cpu = broker.cpuSeconds() - cpu;
        Matcher last = last(output);
        Map<String, Double> figures = new LinkedHashMap<>();
        if (rate < 0) {
            figures.put("MB/s", Double.valueOf(last.group(3)));
            figures.put("CPU s/GB", cpu / ((double) records * recordBytes / GB));
        } else {
            figures.put("p50 ms", Double.valueOf(last.group(6)));
            figures.put("p99 ms", Double.valueOf(last.group(8)));
            figures.put("p99.9 ms", Double.valueOf(last.group(9)));
        }
        Topics.delete(client, broker, topic);
        return figures;
    }

    Client.Outcome send(Running broker, Client client, String topic) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--topic", topic, "--num-records", Integer.toString(records),
                "--record-size", Integer.toString(recordBytes), "--throughput",
                        Integer.toString(rate), "--producer-props",
                "bootstrap.servers=" + broker.bootstrap(), "acks=" + acks, "compression.type=" + compression));
        return client.tool("org.apache.kafka.tools.ProducerPerformance", arguments.toArray(String[]::new));
    }

    /** The summary is the last line that looks like one: progress lines before it lack the percentiles. */
    static Matcher last(String output) throws IOException {
        Matcher found = LAST_LINE.matcher(output);
        int at = -1;
        while (found.find()) at = found.start();
        if (at < 0) throw new IOException("ProducerPerformance printed no summary: " + output);
        found.find(at);
        return found;
    }
}
