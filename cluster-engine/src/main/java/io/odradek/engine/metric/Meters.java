package io.odradek.engine.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * One broker's meters. Handles are asked for once and kept: asking looks up a map, counting does not. What only stands
 * in the rooms is looked up when somebody asks. Any thread.
 */
public final class Meters {
    private final String broker;
    private final Map<Series, Object> handles = new ConcurrentHashMap<>();
    private final List<Source> sources = new CopyOnWriteArrayList<>();

    /** One meter with the values of its tags. */
    public record Series(Meter meter, List<String> values) {}

    /** A series and what it says now; a latency says how many durations it has seen. */
    public record Sample(Meter meter, List<String> values, double value) {}

    /** Where a source puts what it sees. */
    public interface Look {
        void add(Meter meter, double value, String... values);
    }

    /** Knows values that are not counted but looked up: what stands in the rooms now. May take a moment. */
    public interface Source {
        void look(Look into);
    }

    public Meters(int brokerId) {
        broker = Integer.toString(brokerId);
    }

    public Counter counter(Meter meter, String... values) {
        require(meter, meter.kind() == Meter.Kind.COUNTER);
        return (Counter) handle(meter, new Counter(), values);
    }

    public Latency latency(Meter meter, String... values) {
        require(meter, meter.kind().distribution());
        return (Latency) handle(meter, new Latency(), values);
    }

    /** Shows a distribution that a room keeps itself. */
    public void show(Meter meter, Latency kept, String... values) {
        require(meter, meter.kind().distribution());
        handle(meter, kept, values);
    }

    /** The value is asked for when somebody looks, on that thread. A second gauge with the same tags is ignored. */
    public void gauge(Meter meter, DoubleSupplier value, String... values) {
        require(meter, meter.kind() == Meter.Kind.GAUGE);
        handle(meter, value, values);
    }

    /** Forgets a series whose subject is gone: a deleted topic, a closed connection. */
    public void remove(Meter meter, String... values) {
        handles.remove(new Series(meter, List.of(values)));
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
        Look look = (meter, value, values) -> {
            require(meter, values.length == meter.tags().size() && !meter.kind().distribution());
            all.add(new Sample(meter, List.of(values), value));
        };
        for (Source source : sources) source.look(look);
        return all;
    }

    /** The distributions of a meter with one tag, by its value. */
    public Map<String, Latency> latencies(Meter meter) {
        require(meter, meter.kind().distribution() && meter.tags().size() == 1);
        Map<String, Latency> all = new HashMap<>();
        handles.forEach((series, handle) -> {
            if (series.meter() == meter && handle instanceof Latency latency) {
                all.put(series.values().getFirst(), latency);
            }
        });
        return all;
    }

    /** Asks this source for its values whenever somebody looks at all samples. */
    public void observe(Source source) {
        sources.add(source);
    }

    String broker() {
        return broker;
    }

    /** The handle of a sample that is a distribution, else null. */
    Latency distribution(Meter meter, List<String> values) {
        return handles.get(new Series(meter, values)) instanceof Latency latency ? latency : null;
    }

    private Object handle(Meter meter, Object made, String... values) {
        require(meter, values.length == meter.tags().size());
        Series series = new Series(meter, List.of(values));
        Object present = handles.get(series);
        if (present != null) return present;
        present = handles.putIfAbsent(series, made);
        return present == null ? made : present;
    }

    private static double read(Meter meter, Object handle) {
        return switch (handle) {
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
