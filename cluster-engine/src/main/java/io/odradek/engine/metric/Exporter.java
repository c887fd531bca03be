package io.odradek.engine.metric;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Micrometer's Prometheus registry of one process, with the meters of the JVM and of the process in it: under
 * Micrometer's names, and under those of Prometheus' own Java client. Any thread.
 */
public final class Exporter implements AutoCloseable {
    /** What {@link #text} is, as HTTP says it. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** A broker with a thousand partitions shows half a megabyte; more makes the buffer grow. */
    private static final int USUAL_BYTES = 512 << 10;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
        .throwExceptionOnRegistrationFailure();
    /** Listens to the collectors until it is closed. */
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Exporter() {
        List<MeterBinder> binders = List.of(new JvmMemoryMetrics(), collections, new JvmThreadMetrics(),
            new ClassLoaderMetrics(), new JvmInfoMetrics(), new ProcessorMetrics(), new FileDescriptorMetrics(),
            new UptimeMetrics());
        for (MeterBinder binder : binders) binder.bindTo(registry);
        expose(new JmxNames());
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    public void expose(MultiCollector collector) {
        registry.getPrometheusRegistry().register(collector);
    }

    /** What the registry shows, in UTF-8. */
    public byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(USUAL_BYTES);
        try {
            registry.scrape(text, CONTENT_TYPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
