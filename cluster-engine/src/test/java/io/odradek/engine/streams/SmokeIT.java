package io.odradek.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kafka Streams' own smoke test, as its system tests run it: a client is killed and a broker dies while its driver
 * writes, and then the driver says whether every aggregate, join and window is right. CI runs one of its four kinds;
 * {@code -Dsmoke=whole} runs all, with as much as Kafka's system tests write.
 */
@Timeout(300)
class SmokeIT {
    private static final boolean WHOLE = "whole".equals(System.getProperty("smoke"));
    private static final String KEYS = WHOLE ? "20" : "8";
    private static final String RECORDS = WHOLE ? "1000" : "200";
    private static final String SECONDS = WHOLE ? "60" : "6";

    @TempDir
    Path data;
    private EmbeddedCluster cluster;

    private record Kind(String protocol, String guarantee) {}

    static List<Kind> kinds() {
        List<Kind> all = Stream.of("streams", "classic").flatMap(p -> Stream.of("exactly_once_v2", "at_least_once")
                .map(g -> new Kind(p, g))).toList();
        return WHOLE ? all : all.subList(0, 1);
    }

    @BeforeEach
    void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data.resolve("cluster"), "127.0.0.1", 0,
                Map.of("offsets.topic.num.partitions", "3", "transaction.state.log.num.partitions", "3",
                        "group.initial.rebalance.delay.ms", "500", "group.streams.initial.rebalance.delay.ms", "500",
                        "group.streams.min.session.timeout.ms", "6000", "group.streams.session.timeout.ms", "6000",
                        "group.streams.min.heartbeat.interval.ms", "500",
                        "group.streams.heartbeat.interval.ms", "500",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500")));
    }

    @AfterEach
    void stop() {
        if (cluster != null) cluster.close();
    }

    private Program client(Kind kind, String name) throws Exception {
        Properties p = new Properties();
        p.putAll(Map.of("bootstrap.servers", cluster.bootstrapServers(), "processing.guarantee", kind.guarantee,
                "group.protocol", kind.protocol, "state.dir", data.resolve(name).toString(),
                "replication.factor", "3", "producer.transaction.timeout.ms", "5000"));
        if (kind.protocol.equals("classic")) p.put("consumer.session.timeout.ms", "6000");
        Path file = data.resolve(name + ".properties");
        try (Writer w = Files.newBufferedWriter(file)) {
            p.store(w, null);
        }
        return Program.start(data, "org.apache.kafka.streams.tests.StreamsSmokeTest", file.toString(), "process");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kafkasOwnSmokeTestPasses(Kind kind) throws Exception {
        boolean exactly = kind.guarantee.startsWith("exactly");
        try (Program driver = Program.start(data, SmokeDriver.class, cluster.bootstrapServers(), KEYS, RECORDS,
                SECONDS, String.valueOf(exactly))) {
            driver.await("topics are there");
            try (Program one = client(kind, "one"); Program two = client(kind, "two")) {
                one.await("initializing processor");
                two.kill();
                cluster.killBroker(2);
                try (Program three = client(kind, "three")) {
                    driver.await("everything is written");
                    cluster.startBroker(2);
                    assertThat(driver.awaitEnd()).as(() -> driver.output() + one.output() + three.output()).isZero();
                }
            }
            assertThat(driver.output()).contains("smoke test passed");
        }
    }
}
