package io.odradek.console.gauge;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Families of gauges, put together point by point. One thread; used once. */
public final class Gauges {

    private final Map<String, Family> families = new LinkedHashMap<>();

    private record Family(String help, List<Point> points) {
    }

    private record Point(Labels labels, double value) {
    }

    /** Begins a family; one without points is shown too. */
    public void family(String name, String help) {
        families.put(name, new Family(help, new ArrayList<>()));
    }

    /** Two points of a family never have the same labels. */
    public void add(String family, Labels labels, double value) {
        families.get(family).points.add(new Point(labels, value));
    }

    public MetricSnapshots done() {
        List<MetricSnapshot> all = new ArrayList<>();
        families.forEach((name, family) -> all.add(snapshot(name, family)));
        return new MetricSnapshots(all);
    }

    private static MetricSnapshot snapshot(String name, Family family) {
        if (name.endsWith("_info")) {
            InfoSnapshot.Builder info = InfoSnapshot.builder().name(name.substring(0, name.length() - "_info".length()))
                    .help(family.help);
            family.points.forEach(point -> info.dataPoint(new InfoSnapshot.InfoDataPointSnapshot(point.labels)));
            return info.build();
        }
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(family.help);
        family.points.forEach(point ->
                gauge.dataPoint(new GaugeSnapshot.GaugeDataPointSnapshot(point.value, point.labels, null)));
        return gauge.build();
    }
}
