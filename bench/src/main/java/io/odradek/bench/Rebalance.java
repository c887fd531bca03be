package io.odradek.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A group of many stock consumers comes together over twice as many partitions, and then one of them leaves: until
 * everybody has partitions, and all partitions have somebody. The same process does it once before with another group,
 * which does not count: else it is the time of a hundred clients that load their classes on the machine's cores.
 */
record Rebalance(String protocol, int members) implements Workload {
    private static final Pattern FIGURES = Pattern.compile("joined ([\\d.]+) ms, left ([\\d.]+) ms");

    @Override
    public String name() {
        return "rebalance of " + members + " members, " + protocol;
    }

    @Override
    public boolean warmsUp() {
        return true;
    }

    @Override
    public Map<String, Double> run(Running broker, Client client, String topic) throws IOException,
            InterruptedException {
        Topics.create(client, broker, topic, 2 * members);
        String output = client.ours("io.odradek.bench.RebalanceMembers", broker.bootstrap(), topic, protocol,
                Integer.toString(members)).output();
        Topics.delete(client, broker, topic);
        Matcher group = FIGURES.matcher(output);
        if (!group.find() || !group.find()) throw new IOException("the group did not settle: " + output);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("join ms", Double.valueOf(group.group(1)));
        figures.put("leave ms", Double.valueOf(group.group(2)));
        return figures;
    }
}
