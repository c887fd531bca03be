package io.odradek.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka's EndToEndLatency: one record at a time, from send until the consumer has it. */
record EndToEnd(int recordBytes, int records) implements Workload {
    private static final Pattern AVERAGE = Pattern.compile("Avg latency: ([\\d.]+) ms");
    private static final Pattern PERCENTILES =
            Pattern.compile("50th = ([\\d.]+), 99th = ([\\d.]+), 99.9th = ([\\d.]+)");

    @Override
    public String name() {
        return "end to end " + recordBytes + " B, one at a time";
    }

    @Override
    public Map<String, Double> run(Running broker, Client client, String topic) throws IOException,
            InterruptedException {
        Topics.create(client, broker, topic, 1);
        String output = client.tool("org.apache.kafka.tools.EndToEndLatency", "--bootstrap-server",
                broker.bootstrap(), "--topic", topic,
                "--num-records", Integer.toString(records), "--producer-acks", "all", "--record-size",
                        Integer.toString(recordBytes)).output();
        Topics.delete(client, broker, topic);
        Matcher average = AVERAGE.matcher(output);
        Matcher percentiles = PERCENTILES.matcher(output);
        if (!average.find() || !percentiles.find()) throw new IOException("EndToEndLatency printed no figures: "
                + output);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("mean ms", Double.valueOf(average.group(1)));
        figures.put("p99 ms", Double.valueOf(percentiles.group(2)));
        figures.put("p99.9 ms", Double.valueOf(percentiles.group(3)));
        return figures;
    }
}
