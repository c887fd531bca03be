package io.odradek.engine.metric;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * One broker's meters. Handles are asked for once and kept: asking looks up a map, counting does not. Nothing of
 * Micrometer is
 * touched before a registry is bound, which keeps it out of the start.
 */
public final class Meters implements MeterBinder {
    private final String broker;
    private final Map<Series, Object> handles = new ConcurrentHashMap<>();
    /** Guarded by this: a handle made after a registry was bound must reach it too. */
    private final List<Binding> bindings = new ArrayList<>();

    /** One meter with the values of its tags. */
    public record Series(Meter meter, List<String> values) {}

    /** A series and what it says now; a latency says how many durations it has seen. */
    public record Sample(Meter meter, List<String> values, double value) {}

    public Meters(int brokerId) {
        broker = Integer.toString(brokerId);
    }

    public Counter counter(Meter meter, String... values) {
        require(meter, meter.kind() == Meter.Kind.COUNTER || meter.kind() == Meter.Kind.COUNTER_NS);
        return (Counter) handle(meter, new Counter(), values);
    }

    public Latency latency(Meter meter, String... values) {
        require(meter, meter.kind() == Meter.Kind.LATENCY);
        return (Latency) handle(meter, new Latency(), values);
    }

    /** The value is asked for when somebody looks, on that thread. A second gauge with the same tags is ignored. */
    public void gauge(Meter meter, DoubleSupplier value, String... values) {
        require(meter, meter.kind() == Meter.Kind.GAUGE);
        handle(meter, value, values);
    }

    /** Forgets a series whose subject is gone: a deleted topic, a closed connection. */
    public synchronized void remove(Meter meter, String... values) {
        Series series = new Series(meter, List.of(values));
        if (handles.remove(series) != null) bindings.forEach(b -> b.remove(series));
    }

    /** What a series says now; 0 where there is none. */
    public double value(Meter meter, String... values) {
        Object handle = handles.get(new Series(meter, List.of(values)));
        return handle == null ? 0 : read(meter, handle);
    }

    /** Sum over all series of a meter. */
    public double sum(Meter meter) {
        return samples().stream().filter(s -> s.meter() == meter).mapToDouble(Sample::value).sum();
    }

    public List<Sample> samples() {
        List<Sample> all = new ArrayList<>();
        handles.forEach((series, handle) ->
            all.add(new Sample(series.meter(), series.values(), read(series.meter(), handle))));
        return all;
    }

    /** Shows all of this broker's meters there, tagged {@code broker}; undone by {@link #unbind}. */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        Binding binding = new Binding(registry);
        handles.forEach((series, handle) -> binding.add(series, tags(series), handle));
        bindings.add(binding);
    }

    public synchronized void unbind(MeterRegistry registry) {
        bindings.removeIf(b -> {
            if (b.registry() != registry) return false;
            b.removeAll();
            return true;
        });
    }

    private Object handle(Meter meter, Object made, String... values) {
        require(meter, values.length == meter.tags().size());
        Series series = new Series(meter, List.of(values));
        Object present = handles.get(series);
        if (present != null) return present;
        synchronized (this) {
            present = handles.putIfAbsent(series, made);
            if (present == null) bindings.forEach(b -> b.add(series, tags(series), made));
            return present == null ? made : present;
        }
    }

    private Tags tags(Series series) {
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("broker", broker));
        for (int i = 0; i < series.values().size(); i++) {
            tags.add(Tag.of(series.meter().tags().get(i), series.values().get(i)));
        }
        return Tags.of(tags);
    }

    private static double read(Meter meter, Object handle) {
        return switch (handle) {
            case Counter counter when meter.kind() == Meter.Kind.COUNTER_NS -> counter.sum() / 1e9;
            case Counter counter -> counter.sum();
            case Latency latency -> latency.count();
            case DoubleSupplier gauge -> gauge.getAsDouble();
            default -> throw new IllegalStateException(meter + " is a " + handle.getClass());
        };
    }

    private static void require(Meter meter, boolean fits) {
        if (!fits) throw new IllegalArgumentException(meter + " is a " + meter.kind() + " tagged " + meter.tags());
    }
}
