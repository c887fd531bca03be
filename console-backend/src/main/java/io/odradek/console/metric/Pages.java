package io.odradek.console.metric;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pages in Prometheus' text format as one: every family stands once, as the format wants it, with the series of all. A
 * series of a broker's page that does not say whose it is, such as its JVM's, gets the broker as a label.
 */
final class Pages {

    private final Map<String, StringBuilder> families = new LinkedHashMap<>();

    private Pages() {
    }

    /** @param brokers pages of brokers, by their ids */
    static String join(String own, Map<Integer, String> brokers) {
        Pages pages = new Pages();
        pages.add(own, "");
        brokers.forEach((id, page) -> pages.add(page, "broker=\"" + id + "\""));
        StringBuilder all = new StringBuilder();
        pages.families.values().forEach(all::append);
        return all.toString();
    }

    private void add(String page, String label) {
        StringBuilder family = null;
        boolean known = false;
        String name = "";
        for (String line : page.lines().toList()) {
            if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                String of = line.split(" ", 4)[2];
                if (!of.equals(name)) {
                    name = of;
                    known = families.containsKey(of);
                    family = families.computeIfAbsent(of, _ -> new StringBuilder());
                }
                if (!known) {
                    family.append(line).append('\n');
                }
            } else if (family != null && !line.isEmpty() && !line.startsWith("#")) {
                family.append(labelled(line, label)).append('\n');
            }
        }
    }

    private static String labelled(String line, String label) {
        if (label.isEmpty() || line.contains("{broker=\"") || line.contains(",broker=\"")) {
            return line;
        }
        int labels = line.indexOf('{');
        int blank = line.indexOf(' ');
        return labels < 0 || blank < labels ? line.substring(0, blank) + "{" + label + "}" + line.substring(blank)
                : line.substring(0, labels + 1) + label + "," + line.substring(labels + 1);
    }
}
