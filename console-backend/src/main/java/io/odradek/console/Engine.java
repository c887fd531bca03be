package io.odradek.console;

import io.odradek.console.inside.Inside;
import io.odradek.console.inside.TrafficInside;
import io.odradek.console.inside.ZookeeperInside;
import io.odradek.console.kafka.NearLog;
import io.odradek.console.problem.Problem;
import io.odradek.console.settings.Settings;
import io.odradek.console.supervisor.EmbeddedControl;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;

/** The embedded cluster as Main starts it; a seam to the engine, and to tests that have none. */
public interface Engine extends EmbeddedControl, AutoCloseable {

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

    /** What there is to say about how its brokers run, for the terminal; mostly nothing. */
    default String remark() {
        return "";
    }

    /** Pages of meters of brokers that have their own, by broker; without those that do not answer. */
    default Map<Integer, String> pages() {
        return Map.of();
    }

    /** What its brokers tell from within; null where they tell nothing. */
    default Inside inside() {
        return null;
    }

    /** What its brokers are asked for; null where they tell nothing. */
    default TrafficInside traffic() {
        return null;
    }

    /** What its ZooKeeper tells from within; null where it tells nothing. */
    default ZookeeperInside zookeeper() {
        return null;
    }

    /** The brokers' logs, read in this process; null where they are not at hand. */
    default NearLog near() {
        return null;
    }

    @Override
    void close();

    /**
     * Starts an engine for the cluster of this name, blocking until all its brokers run; Problem with one clear line
     * where that is not possible.
     */
    interface Starter {
        Engine start(Settings settings, String cluster) throws Problem;
    }
}
