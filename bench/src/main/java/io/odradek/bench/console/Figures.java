package io.odradek.bench.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: several values of each figure, of which the median counts; or a goal and whether it is met. */
final class Figures {

    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();
    private final Map<String, Double> goals = new LinkedHashMap<>();

    void add(String what, String figure, double value) {
        rows.computeIfAbsent(what, _ -> new LinkedHashMap<>()).computeIfAbsent(figure, _ -> new ArrayList<>())
                .add(value);
    }

    /** A figure that shall not be above the goal. */
    void add(String what, String figure, double value, double goal) {
        add(what, figure, value);
        goals.put(what + figure, goal);
    }

    /** Processor time of this process so far. */
    static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** The value below which this share of all lies. */
    static double percentile(List<Double> values, double share) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    String table() {
        StringBuilder out = new StringBuilder();
        rows.forEach((what, figures) -> figures.forEach((figure, values) -> {
            double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            Double goal = goals.get(what + figure);
            out.append(String.format(Locale.ROOT, "%-84s %-16s %14s %26s %s%n", what, figure,
                    number(sorted[sorted.length / 2]), sorted.length == 1 ? ""
                            : "[" + number(sorted[0]) + " .. " + number(sorted[sorted.length - 1]) + "]",
                    goal == null ? "" : (sorted[sorted.length / 2] <= goal ? "goal met: <= " : "GOAL MISSED: <= ")
                            + number(goal)));
        }));
        return out.toString();
    }

    void write(Path file) throws IOException {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(),
                Map.of("cores", Runtime.getRuntime().availableProcessors(), "figures", rows, "goals", goals));
    }

    private static String number(double value) {
        return Math.abs(value) < 10 ? String.format(Locale.ROOT, "%.2f", value)
                : String.format(Locale.ROOT, "%,.0f", value);
    }

    @Override
    public String toString() {
        return Arrays.asList(rows, goals).toString();
    }
}
