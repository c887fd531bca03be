package io.odradek.console.metric;

import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The time series kept here, and everything behind /metrics. Never blocks. */
public class MetricService implements AutoCloseable {

    /** What {@link #scrape} is, as HTTP says it. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /** Three brokers and some hundred partitions; more makes the buffer grow. */
    private static final int USUAL_BYTES = 1 << 20;
    /** Fifteen minutes of samples, one each two seconds. */
    private static final int SAMPLES = (int) (15 * 60 * 1_000 / Snapshots.PAUSE_MS);

    private final Clusters clusters;
    private final Snapshots snapshots;
    private volatile Runnable deaf = () -> { };
    private final PrometheusMeterRegistry registry;
    private final Map<String, Ring> rings = new ConcurrentHashMap<>();
    private volatile Supplier<Map<Integer, String>> pages = Map::of;

    /** @param registry shown at /metrics; whoever made it closes it */
    public MetricService(Clusters clusters, Snapshots snapshots, PrometheusMeterRegistry registry) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.registry = registry;
        expose(this::clusters);
    }

    /** Begins to sample every sweep. */
    public void start() {
        deaf = snapshots.listen(this::sample);
    }

    /** Shows more at /metrics, such as an engine's meters. */
    public void expose(MultiCollector collector) {
        registry.getPrometheusRegistry().register(collector);
    }

    /** The cluster's series of the last {@code seconds} (at most 900). */
    public List<Series> series(String cluster, int seconds) {
        Ring ring = ring(clusters.spec(cluster).id());
        List<Series> series = new ArrayList<>();
        synchronized (ring) {
            long[] times = ring.timesSince(System.currentTimeMillis() - Math.clamp(seconds, 1, 900) * 1_000L);
            for (Rate rate : Rate.values()) {
                series.add(new Series(rate.id(), rate.unit(), times, ring.newest(rate.ordinal(), times.length)));
            }
        }
        return series;
    }

    /** Shows pages of brokers too that have their own, by broker; asked at each look. */
    public void join(Supplier<Map<Integer, String>> brokers) {
        pages = brokers;
    }

    /** The text of /metrics, in UTF-8. Takes a moment, where brokers have pages of their own. */
    public byte[] scrape() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(USUAL_BYTES);
        try {
            registry.scrape(text, CONTENT_TYPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Integer, String> brokers = pages.get();
        return brokers.isEmpty() ? text.toByteArray()
                : Pages.join(text.toString(StandardCharsets.UTF_8), brokers).getBytes(StandardCharsets.UTF_8);
    }

    private MetricSnapshots clusters() {
        return Exposition.of(clusters.list().stream().map(ClusterSpec::id).map(snapshots::of).toList());
    }

    private void sample(Snapshot snapshot) {
        double[] row = new double[Rate.values().length];
        for (Rate rate : Rate.values()) {
            row[rate.ordinal()] = rate.of(snapshot);
        }
        ring(snapshot.cluster()).add(snapshot.triedMs(), row);
    }

    private Ring ring(String cluster) {
        return rings.computeIfAbsent(cluster, _ -> new Ring(SAMPLES, Rate.values().length));
    }

    @Override
    public void close() {
        deaf.run();
    }
}
