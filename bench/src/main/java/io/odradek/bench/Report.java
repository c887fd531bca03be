package io.odradek.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: for each workload and figure, the values of both in the order of the alternations. */
final class Report {
    private final String theirName;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /** One figure of one workload. */
    record Row(String workload, String figure, List<Double> ours, List<Double> theirs) {
        /** Ours over theirs, alternation by alternation, so that a machine whose speed drifts does not count. */
        double[] ratios() {
            double[] r = new double[Math.min(ours.size(), theirs.size())];
            for (int i = 0; i < r.length; i++) r[i] = ours.get(i) / theirs.get(i);
            return r;
        }
    }

    Report(String theirName) {
        this.theirName = theirName;
    }

    void add(String workload, Map<String, Double> ours, Map<String, Double> theirs) {
        ours.forEach((figure, value) -> {
            Row row = rows.computeIfAbsent(workload + "|" + figure, k -> new Row(workload, figure, new ArrayList<>(),
                    new ArrayList<>()));
            row.ours().add(value);
            row.theirs().add(theirs.get(figure));
        });
    }

    void failed(String workload, String why) {
        failures.add(workload + ": " + why);
    }

    boolean anyFailed() {
        return !failures.isEmpty();
    }

    String table() {
        StringBuilder out = new StringBuilder();
        out.append(String.format("%-58s %-10s %24s %24s %22s%n", "workload", "figure", "odradek", theirName, "ratio"));
        for (Row row : rows.values()) {
            out.append(String.format("%-58s %-10s %24s %24s %22s%n", row.workload(), row.figure(),
                    spread(row.ours()), spread(row.theirs()), spread(Arrays.stream(row.ratios()).boxed().toList())));
        }
        failures.forEach(f -> out.append("not measured: ").append(f).append('\n'));
        out.append("Median, then [least .. most] of the alternations; ")
                .append("a ratio is ours over theirs within one alternation.\n");
        return out.toString();
    }

    void write(Path file, Map<String, Object> machine) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Row row : rows.values()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("workload", row.workload());
            one.put("figure", row.figure());
            one.put("odradek", row.ours());
            one.put(theirName, row.theirs());
            one.put("medianRatio", median(row.ratios()));
            all.add(one);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("machine", machine);
        root.put("figures", all);
        root.put("notMeasured", failures);
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    static double median(double[] values) {
        if (values.length == 0) return Double.NaN;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static String spread(List<Double> values) {
        double[] v = values.stream().mapToDouble(Double::doubleValue).toArray();
        double least = Arrays.stream(v).min().orElse(Double.NaN);
        double most = Arrays.stream(v).max().orElse(Double.NaN);
        return number(median(v)) + " [" + number(least) + " .. " + number(most) + "]";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f"
                : "%.0f", value);
    }
}
