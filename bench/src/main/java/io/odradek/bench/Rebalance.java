package io.odradek.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A group of many stock consumers comes together over twice as many partitions, and then one of them leaves: until
 * everybody has partitions, and all partitions have somebody.
 */
record Rebalance(String protocol, int members) implements Workload {
    private static final Pattern JOINED = Pattern.compile("joined ([\\d.]+) ms");
    private static final Pattern LEFT = Pattern.compile("left ([\\d.]+) ms");

    @Override
    public String name() {
        return "rebalance of " + members + " members, " + protocol;
    }

    @Override
    public Map<String, Double> run(Running broker, Client client, String topic) throws IOException,
            InterruptedException {
        Topics.create(client, broker, topic, 2 * members);
        String output = client.ours("io.odradek.bench.RebalanceMembers", broker.bootstrap(), topic, topic, protocol,
                Integer.toString(members)).output();
        Topics.delete(client, broker, topic);
        Matcher joined = JOINED.matcher(output);
        Matcher left = LEFT.matcher(output);
        if (!joined.find() || !left.find()) throw new IOException("the group did not settle: " + output);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("join ms", Double.valueOf(joined.group(1)));
        figures.put("leave ms", Double.valueOf(left.group(1)));
        return figures;
    }
}
