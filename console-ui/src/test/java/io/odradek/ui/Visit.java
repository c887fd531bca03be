package io.odradek.ui;

import io.odradek.console.EmbeddedEngine;
import io.odradek.console.House;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.settings.Settings;
import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A console with its pages, and a browser that is shown them. Its cluster is for others to close. */
record Visit(House house, Served served, Browser browser) implements AutoCloseable {

    /** Of brokers of our own, as cluster "local". */
    static Visit near(EmbeddedCluster cluster, Path data) throws Exception {
        House house = new House(new Settings(cluster.members().size(), data, "127.0.0.1", 0, 0, false, ""),
                List.of(new ClusterSpec("local", cluster.bootstrapServers(), true, Map.of())), null);
        house.embed("local", new EmbeddedEngine(cluster));
        Served served = new Served(house);
        return new Visit(house, served, new Browser(served.port()));
    }

    @Override
    public void close() {
        browser.close();
        served.close();
        house.close();
    }
}
