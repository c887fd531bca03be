package io.odradek.console;

import io.odradek.console.inside.Inside;
import io.odradek.console.kafka.NearLog;
import io.odradek.console.problem.Problem;
import io.odradek.console.settings.Settings;
import io.odradek.console.supervisor.EmbeddedControl;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The embedded cluster as Main starts it; a seam to the engine, and to tests that have none. */
interface Engine extends EmbeddedControl, AutoCloseable {

    String bootstrapServers();

    /** Such as 127.0.0.1:2181. */
    String zookeeperConnect();

    /**
     * All brokers' meters, labelled with this name of their cluster. A look takes a moment; a broker that does not run
     * shows little.
     */
    default MultiCollector meters(String cluster) {
        return MetricSnapshots::of;
    }

    /** What it tells from within; null where it tells nothing. */
    default Inside inside() {
        return null;
    }

    /** The brokers' logs, read in this process; null where they are not at hand. */
    default NearLog near() {
        return null;
    }

    @Override
    void close();

    /** Starts an engine, blocking until all its brokers run; Problem with one clear line where that is not possible. */
    interface Starter {
        Engine start(Settings settings) throws Problem;
    }
}
