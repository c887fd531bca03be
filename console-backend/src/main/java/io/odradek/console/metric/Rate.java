package io.odradek.console.metric;

import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import java.util.function.ToDoubleFunction;

/** The series kept of every cluster: name, unit, and how a snapshot gives the value. */
enum Rate {

    RECORDS_IN("records.in", "1/s", snapshot -> known(snapshot.totals().recordsPerSecond())),
    BYTES_IN("bytes.in", "B/s", snapshot -> known(snapshot.totals().bytesPerSecond())),
    SIZE("bytes.stored", "B", snapshot -> known(snapshot.totals().sizeBytes())),
    UNDER_REPLICATED("partitions.underReplicated", "1", snapshot -> snapshot.totals().underReplicated()),
    OFFLINE("partitions.offline", "1", snapshot -> snapshot.totals().offline()),
    BROKERS("brokers.online", "1", snapshot -> snapshot.brokers().stream().filter(BrokerState::online).count());

    private final String id;
    private final String unit;
    private final ToDoubleFunction<Snapshot> value;

    Rate(String id, String unit, ToDoubleFunction<Snapshot> value) {
        this.id = id;
        this.unit = unit;
        this.value = value;
    }

    String id() {
        return id;
    }

    String unit() {
        return unit;
    }

    /** NaN where the snapshot does not know, which includes every sweep that did not get through. */
    double of(Snapshot snapshot) {
        return snapshot.reachable() ? value.applyAsDouble(snapshot) : Double.NaN;
    }

    private static double known(double value) {
        return value < 0 ? Double.NaN : value;
    }
}
