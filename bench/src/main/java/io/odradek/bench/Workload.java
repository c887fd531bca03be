package io.odradek.bench;

import java.io.IOException;
import java.util.Map;

/** One thing to measure. Each run uses a topic of its own, so that runs do not disturb each other. */
interface Workload {
    String name();

    /** Figure (with its unit in its name) to value, of one run against one broker. */
    Map<String, Double> run(Running broker, Client client, String topic) throws IOException, InterruptedException;
}
