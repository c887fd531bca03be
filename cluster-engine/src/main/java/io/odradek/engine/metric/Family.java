package io.odradek.engine.metric;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The series of one name, put together point by point as Prometheus' client library has them. Used once. */
final class Family {
    /** Quantiles are of the last one to two minutes, as long as somebody looks each minute. */
    private static final long WINDOW_NS = 60_000_000_000L;
    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 0.999};
    private static final String TOTAL = "_total";

    private final String name;
    private final String help;
    private final List<Point> points = new ArrayList<>();
    private final List<HistogramDataPointSnapshot> histograms = new ArrayList<>();
    private final List<SummaryDataPointSnapshot> summaries = new ArrayList<>();

    private record Point(Labels labels, double value) {}

    Family(String name, String help) {
        this.name = name;
        this.help = help;
    }

    boolean isEmpty() {
        return points.isEmpty() && histograms.isEmpty() && summaries.isEmpty();
    }

    void add(Labels labels, double value) {
        points.add(new Point(labels, value));
    }

    void histogram(Labels labels, Latency latency) {
        histograms.add(new HistogramDataPointSnapshot(
            ClassicHistogramBuckets.of(latency.boundsSeconds(), latency.counts()), latency.totalNs() / 1e9, labels,
            Exemplars.EMPTY, 0));
    }

    /** Count and sum in seconds. */
    void summary(Labels labels, Latency latency) {
        summary(labels, latency, latency.totalNs() / 1e9, Quantiles.EMPTY);
    }

    /** Count, and quantiles in milliseconds; no sum, which the JMX exporter does not show either. */
    void quantiles(Labels labels, Latency latency, long nowNs) {
        long[] recent = latency.recent(nowNs, WINDOW_NS);
        List<Quantile> quantiles = new ArrayList<>(QUANTILES.length);
        for (double q : QUANTILES) quantiles.add(new Quantile(q, Latency.quantileNs(recent, q) / 1e6));
        summary(labels, latency, Double.NaN, Quantiles.of(quantiles));
    }

    private void summary(Labels labels, Latency latency, double sum, Quantiles quantiles) {
        summaries.add(new SummaryDataPointSnapshot(latency.count(), sum, quantiles, labels, Exemplars.EMPTY, 0));
    }

    /** A counter where the name ends with {@code _total}; what is neither that nor a gauge is of unknown type. */
    MetricSnapshot done(boolean gauge) {
        if (!histograms.isEmpty()) return new HistogramSnapshot(about(name), histograms);
        if (!summaries.isEmpty()) return new SummarySnapshot(about(name), summaries);
        if (name.endsWith(TOTAL)) {
            return new CounterSnapshot(about(name.substring(0, name.length() - TOTAL.length())),
                each(p -> new CounterDataPointSnapshot(p.value, p.labels, null, 0)));
        }
        if (gauge) {
            return new GaugeSnapshot(about(name), each(p -> new GaugeDataPointSnapshot(p.value, p.labels, null)));
        }
        return new UnknownSnapshot(about(name), each(p -> new UnknownDataPointSnapshot(p.value, p.labels, null)));
    }

    private MetricMetadata about(String called) {
        return new MetricMetadata(called, help);
    }

    private <T extends DataPointSnapshot> List<T> each(Function<Point, T> made) {
        return points.stream().map(made).toList();
    }
}
