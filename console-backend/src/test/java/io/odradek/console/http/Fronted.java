package io.odradek.console.http;

import io.odradek.console.House;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A house with its front open on a free port of loopback, before clusters of one address. */
record Fronted(House house, Front front, int port) implements AutoCloseable {

    /** Where nobody answers. */
    static final String NOWHERE = "127.0.0.1:1";

    static Fronted before(String bootstrapServers, String... clusters) {
        House house = new House(new Settings(0, Path.of("."), "127.0.0.1", 0, 0, false, bootstrapServers),
                specs(bootstrapServers, clusters), null);
        Front front = new Front(house, "127.0.0.1", () -> true);
        return new Fronted(house, front, front.listen("127.0.0.1", 0));
    }

    private static List<ClusterSpec> specs(String bootstrapServers, String... clusters) {
        return Stream.of(clusters).map(id -> new ClusterSpec(id, bootstrapServers, false, Map.of())).toList();
    }

    @Override
    public void close() {
        front.close();
        house.close();
    }
}
