package io.odradek.engine.metric;

import io.odradek.engine.env.Clock;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The meters of some brokers, under our names and under Kafka's, as a collector of Micrometer's Prometheus registry. A
 * collector and not a meter for each series: every partition is asked once, on its own lane, and a broker may stop and
 * start with new meters between two looks. A look takes as long as a busy lane needs to look at its partitions, at most
 * two seconds a broker. Any thread but a lane.
 */
public final class Exposition implements MultiCollector {
    /** Tags as Kafka names them, where they differ. */
    private static final Map<List<String>, List<String>> KAFKAS = Arrays.stream(Meter.values()).map(Meter::tags)
        .distinct().collect(Collectors.toMap(tags -> tags, tags -> tags.stream().map(KafkaName::tag).toList()));

    /** Failures by topic, of which most never have any: no series before the first. */
    private static final Set<Meter> FROM_THE_FIRST = EnumSet.of(Meter.TOPIC_PRODUCE_FAILURES,
        Meter.TOPIC_FETCH_FAILURES);

    private final Supplier<List<Meters>> brokers;
    private final String cluster;
    private final Clock clock;

    /**
     * @param kafkas  the labels as Kafka names them, without the cluster, which its dashboards do not know
     * @param latency null unless it is a distribution
     */
    private record Row(String broker, List<String> values, Labels labels, Labels kafkas, double value,
                       Latency latency) {}

    /**
     * @param brokers asked at each look
     * @param cluster the value of their label {@code cluster}, or empty for no such label
     */
    public Exposition(Supplier<List<Meters>> brokers, String cluster, Clock clock) {
        this.brokers = brokers;
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        Map<Meter, List<Row>> rows = new EnumMap<>(Meter.class);
        for (Meters one : brokers.get()) gather(one, rows);
        List<MetricSnapshot> families = new ArrayList<>();
        rows.forEach((meter, all) -> {
            Family family = ours(meter, all);
            if (!family.isEmpty()) families.add(family.done(meter.kind() == Meter.Kind.GAUGE));
        });
        for (KafkaName name : KafkaName.values()) {
            List<Row> counted = rows.getOrDefault(name.source(), List.of()).stream()
                .filter(row -> name.counts(row.values)).toList();
            List<Row> running = rows.getOrDefault(Meter.BROKER_RUNNING, List.of());
            for (String called : name.names()) {
                Family family = kafkas(name, called, counted, running);
                if (!family.isEmpty()) families.add(family.done(false));
            }
        }
        return new MetricSnapshots(families);
    }

    private void gather(Meters one, Map<Meter, List<Row>> rows) {
        for (Meters.Sample s : one.samples()) {
            Latency latency = null;
            if (s.meter().kind().distribution()) {
                latency = one.distribution(s.meter(), s.values());
                if (latency == null) continue;
            }
            List<String> tags = s.meter().tags();
            rows.computeIfAbsent(s.meter(), _ -> new ArrayList<>()).add(new Row(one.broker(), s.values(),
                labels(one.broker(), cluster, tags, s.values()),
                labels(one.broker(), "", KAFKAS.get(tags), s.values()), s.value(), latency));
        }
    }

    private static Family ours(Meter meter, List<Row> all) {
        Family family = new Family(meter.family(), meter.help());
        switch (meter.kind()) {
            case COUNTER, GAUGE -> all.stream().filter(row -> row.value != 0 || !FROM_THE_FIRST.contains(meter))
                .forEach(row -> family.add(row.labels, row.value));
            case LATENCY -> all.forEach(row -> family.histogram(row.labels, row.latency));
            case SUMMARY -> all.forEach(row -> family.summary(row.labels, row.latency));
        }
        return family;
    }

    /** What was never counted for a topic or an API is not shown, as with Kafka: most have no failures. */
    private Family kafkas(KafkaName name, String called, List<Row> counted, List<Row> running) {
        Family family = new Family(called, "As " + name.source().family());
        for (Row row : counted) {
            switch (name.form()) {
                case COUNT -> family.add(row.kafkas, row.latency.count());
                case QUANTILES -> {
                    if (row.latency.count() > 0) family.quantiles(row.kafkas, row.latency, clock.monotonicNs());
                }
                case EACH -> family.add(row.kafkas, row.value);
                case EACH_AND_ALL -> {
                    if (row.value != 0) family.add(row.kafkas, row.value);
                }
                default -> { }
            }
        }
        // A state that nothing is in has no series of ours, and Kafka shows 0.
        if (name.form().joined()) {
            for (Row broker : running) {
                var values = counted.stream().filter(r -> r.broker.equals(broker.broker)).mapToDouble(Row::value);
                boolean most = name.form() == KafkaName.Form.MAX;
                family.add(broker.kafkas, most ? values.max().orElse(0) : values.sum());
            }
        }
        return family;
    }

    private static Labels labels(String broker, String cluster, List<String> tags, List<String> values) {
        int own = cluster.isEmpty() ? 1 : 2;
        String[] names = new String[tags.size() + own];
        String[] said = new String[names.length];
        names[0] = "broker";
        said[0] = broker;
        if (own == 2) {
            names[1] = "cluster";
            said[1] = cluster;
        }
        for (int i = 0; i < tags.size(); i++) {
            names[i + own] = tags.get(i);
            said[i + own] = values.get(i);
        }
        return Labels.of(names, said);
    }
}
