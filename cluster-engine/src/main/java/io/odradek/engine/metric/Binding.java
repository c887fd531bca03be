package io.odradek.engine.metric;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** What one Micrometer registry shows of one broker. Guarded by its {@link Meters}. */
final class Binding {
    private final MeterRegistry registry;
    private final Map<Meters.Series, List<io.micrometer.core.instrument.Meter>> shown = new HashMap<>();

    Binding(MeterRegistry registry) {
        this.registry = registry;
    }

    MeterRegistry registry() {
        return registry;
    }

    void add(Meters.Series series, Tags tags, Object handle) {
        Meter meter = series.meter();
        List<io.micrometer.core.instrument.Meter> made = new ArrayList<>();
        switch (handle) {
            case Counter counter -> {
                double scale = meter.kind() == Meter.Kind.COUNTER_NS ? 1e-9 : 1;
                made.add(counter(meter, meter.id(), tags, counter, c -> c.sum() * scale));
            }
            case Latency latency -> latency(meter, tags, latency, made);
            case DoubleSupplier value -> made.add(Gauge.builder(meter.id(), value, DoubleSupplier::getAsDouble)
                .tags(tags).baseUnit(meter.unit()).description(meter.help()).strongReference(true).register(registry));
            default -> throw new IllegalStateException(meter + " is a " + handle.getClass());
        }
        shown.put(series, made);
    }

    private void latency(Meter meter, Tags tags, Latency latency, List<io.micrometer.core.instrument.Meter> made) {
        made.add(FunctionTimer.builder(meter.id(), latency, Latency::count, Latency::totalNs, TimeUnit.NANOSECONDS)
            .tags(tags).description(meter.help()).register(registry));
        for (int i = 0; i < latency.buckets(); i++) {
            int bucket = i;
            boolean last = i == latency.buckets() - 1;
            String bound = last ? "+Inf" : Double.toString(latency.boundNs(i) / 1e9);
            made.add(counter(meter, meter.id() + ".within", tags.and("le", bound), latency, l -> l.upTo(bucket)));
        }
    }

    private <T> FunctionCounter counter(Meter meter, String id, Tags tags, T handle, ToDoubleFunction<T> value) {
        FunctionCounter.Builder<T> builder = FunctionCounter.builder(id, handle, value).tags(tags)
            .description(meter.help());
        return (meter.id().equals(id) ? builder.baseUnit(meter.unit()) : builder).register(registry);
    }

    void remove(Meters.Series series) {
        List<io.micrometer.core.instrument.Meter> made = shown.remove(series);
        if (made != null) made.forEach(registry::remove);
    }

    void removeAll() {
        shown.values().forEach(made -> made.forEach(registry::remove));
        shown.clear();
    }
}
