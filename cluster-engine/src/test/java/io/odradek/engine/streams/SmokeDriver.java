package io.odradek.engine.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.tests.SmokeTestDriver;

/**
 * Runs the driver of Kafka Streams' own smoke test for as long as it is told, where Kafka's main class takes a minute
 * and a half: writes records, tells so, and checks what the program makes of them. A process of its own with Kafka's
 * jars.
 */
public final class SmokeDriver {
    private static final int PARTITIONS = 5;
    private static final short REPLICAS = 3;

    private SmokeDriver() {}

    /** @param args bootstrap servers, keys, records of a key at most, seconds, whether it is to be exactly once */
    public static void main(String[] args) throws Exception {
        List<NewTopic> topics = Stream.of(SmokeTestDriver.topics()).map(t -> new NewTopic(t, PARTITIONS, REPLICAS))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
            admin.createTopics(topics).all().get();
        }
        System.out.println("topics are there");
        int most = Integer.parseInt(args[2]);
        Map<String, Set<Integer>> written = SmokeTestDriver.generate(args[0], Integer.parseInt(args[1]), most,
                Duration.ofSeconds(Long.parseLong(args[3])));
        System.out.println("everything is written");
        boolean passed = SmokeTestDriver.verify(args[0], written, most, Boolean.parseBoolean(args[4])).passed();
        System.out.println(passed ? "smoke test passed" : "smoke test failed");
        System.exit(passed ? 0 : 1);
    }
}
