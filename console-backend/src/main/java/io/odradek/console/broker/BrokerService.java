package io.odradek.console.broker;

import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Page;
import java.util.List;
import java.util.Map;

/** Brokers of a cluster. */
public final class BrokerService {

    /** From the snapshot; never blocks. By id. */
    public Page<BrokerState> list(String cluster) {
        throw new UnsupportedOperationException();
    }

    public BrokerDetail describe(String cluster, int id) {
        throw new UnsupportedOperationException();
    }

    /** By name. */
    public List<ConfigRow> configuration(String cluster, int id) {
        throw new UnsupportedOperationException();
    }

    /** What {@link #alter} would do, validated by the broker. A null value resets the key to its default. */
    public Plan planAlter(String cluster, int id, Map<String, String> changes) {
        throw new UnsupportedOperationException();
    }

    public void alter(Actor actor, String cluster, int id, Map<String, String> changes) {
        throw new UnsupportedOperationException();
    }
}
