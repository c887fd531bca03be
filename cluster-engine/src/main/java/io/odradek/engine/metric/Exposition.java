package io.odradek.engine.metric;

import io.odradek.engine.env.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The meters of some brokers as Prometheus' text format (0.0.4), under our names and under Kafka's. Written straight
 * from the samples, so that a broker may stop and start with new meters between two looks. Any thread.
 */
public final class Exposition {
    /** Quantiles are of the last one to two minutes, as long as somebody looks each minute. */
    private static final long WINDOW_NS = 60_000_000_000L;
    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 0.999};

    private final Clock clock;
    private final Map<Meter, List<Row>> rows = new EnumMap<>(Meter.class);
    private final StringBuilder out;

    /** @param latency null unless it is a distribution */
    private record Row(String broker, List<String> values, double value, Latency latency) {}

    private Exposition(List<Meters> brokers, Clock clock, StringBuilder out) {
        this.clock = clock;
        this.out = out;
        for (Meters one : brokers) {
            for (Meters.Sample s : one.samples()) {
                Latency latency = s.meter().kind().distribution() ? one.distribution(s.meter(), s.values()) : null;
                if (latency == null && s.meter().kind().distribution()) continue;
                rows.computeIfAbsent(s.meter(), _ -> new ArrayList<>())
                    .add(new Row(one.broker(), s.values(), s.value(), latency));
            }
        }
    }

    /** The text. It may take as long as a busy lane needs to look at its partitions, at most two seconds a broker. */
    public static String of(List<Meters> brokers, Clock clock) {
        StringBuilder out = new StringBuilder(1 << 16);
        Exposition e = new Exposition(brokers, clock, out);
        e.rows.forEach(e::ours);
        for (KafkaName name : KafkaName.values()) e.kafkas(name);
        return out.toString();
    }

    private void ours(Meter meter, List<Row> all) {
        String family = meter.family();
        head(family, meter.help(), type(meter.kind()));
        for (Row row : all) {
            String labels = labels(row, meter, false);
            switch (meter.kind()) {
                case LATENCY -> histogram(family, labels, row.latency);
                case SUMMARY -> {
                    line(family + "_count", labels, row.latency.count());
                    line(family + "_sum", labels, row.latency.totalNs() / 1e9);
                }
                default -> line(family, labels, row.value);
            }
        }
    }

    private static String type(Meter.Kind kind) {
        return switch (kind) {
            case COUNTER, COUNTER_NS -> "counter";
            case GAUGE -> "gauge";
            case LATENCY -> "histogram";
            case SUMMARY -> "summary";
        };
    }

    private void histogram(String family, String labels, Latency latency) {
        long[] counts = latency.counts();
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            String bound = i == counts.length - 1 ? "+Inf" : Double.toString(latency.boundNs(i) / 1e9);
            line(family + "_bucket", labels + ",le=\"" + bound + "\"", sum);
        }
        line(family + "_count", labels, sum);
        line(family + "_sum", labels, latency.totalNs() / 1e9);
    }

    private void kafkas(KafkaName name) {
        List<Row> all = rows.getOrDefault(name.source(), List.of()).stream().filter(r -> name.counts(r.values))
            .toList();
        // A state that nothing is in has no series of ours, and Kafka shows 0.
        if (all.isEmpty() && name.only().isEmpty()) return;
        for (String family : name.names()) {
            if (name.form() == KafkaName.Form.QUANTILES) {
                head(family, "As " + name.source().family() + ", in ms", "summary");
                all.forEach(row -> quantiles(family, labels(row, name.source(), true), row.latency));
                continue;
            }
            head(family, "As " + name.source().family(), family.endsWith("_total") ? "counter" : "untyped");
            switch (name.form()) {
                case COUNT -> all.forEach(r -> line(family, labels(r, name.source(), true), r.latency.count()));
                case EACH, EACH_AND_ALL ->
                    all.forEach(r -> line(family, labels(r, name.source(), true), r.value));
                default -> { }
            }
            if (name.form() != KafkaName.Form.EACH && name.form() != KafkaName.Form.COUNT) joined(name, family, all);
        }
    }

    private void joined(KafkaName name, String family, List<Row> all) {
        for (Row broker : rows.getOrDefault(Meter.BROKER_RUNNING, List.of())) {
            var values = all.stream().filter(r -> r.broker.equals(broker.broker)).mapToDouble(Row::value);
            double one = name.form() == KafkaName.Form.MAX ? values.max().orElse(0) : values.sum();
            line(family, "broker=\"" + broker.broker + "\"", one);
        }
    }

    private void quantiles(String family, String labels, Latency latency) {
        long[] recent = latency.recent(clock.monotonicNs(), WINDOW_NS);
        for (double q : QUANTILES) {
            line(family, labels + ",quantile=\"" + q + "\"", Latency.quantileNs(recent, q) / 1e6);
        }
        line(family + "_count", labels, latency.count());
        line(family + "_sum", labels, latency.totalNs() / 1e6);
    }

    private static String labels(Row row, Meter meter, boolean kafkas) {
        StringBuilder labels = new StringBuilder("broker=\"").append(row.broker).append('"');
        for (int i = 0; i < row.values.size(); i++) {
            String tag = meter.tags().get(i);
            labels.append(',').append(kafkas ? KafkaName.tag(tag) : tag).append("=\"");
            escape(labels, row.values.get(i)).append('"');
        }
        return labels.toString();
    }

    private static StringBuilder escape(StringBuilder into, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' || c == '"') into.append('\\').append(c);
            else into.append(c == '\n' ? ' ' : c);
        }
        return into;
    }

    private void head(String family, String help, String type) {
        out.append("# HELP ").append(family).append(' ').append(help.replace('\n', ' ')).append("\n# TYPE ")
            .append(family).append(' ').append(type).append('\n');
    }

    private void line(String name, String labels, double value) {
        out.append(name).append('{').append(labels).append("} ");
        if (value == Math.rint(value) && Math.abs(value) < 1e15) out.append((long) value);
        else out.append(value);
        out.append('\n');
    }
}
