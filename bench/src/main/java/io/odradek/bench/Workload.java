package io.odradek.bench;

import java.io.IOException;
import java.util.Map;

/** One thing to measure. Each run uses a topic of its own, so that runs do not disturb each other. */
interface Workload {
    String name();

    /** True when a run brings client and broker up to speed by itself, before what counts. */
    default boolean warmsUp() {
        return false;
    }

    /** Figure (with its unit in its name) to value, of one run against one broker. */
    Map<String, Double> run(Running broker, Client client, String topic) throws IOException, InterruptedException;
}
