package io.odradek.engine;

import static io.odradek.engine.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands of Kafka's documentation, typed as they stand there, against an embedded cluster of three brokers. */
@Timeout(180)
class KafkaToolsIT {
    private static final Path BIN = Path.of(System.getProperty("project.root")).resolve("bin");
    @TempDir
    private static Path data;
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0, Map.of()));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void topicsAreCreatedDescribedAlteredAndDeleted() throws Exception {
        assertThat(kafka("kafka-topics.sh", "--create", "--topic", "quickstart-events", "--partitions", "3"))
                .contains("Created topic quickstart-events.");
        assertThat(kafka("kafka-topics.sh", "--describe", "--topic", "quickstart-events"))
                .contains("PartitionCount: 3").contains("Partition: 2");
        kafka("kafka-topics.sh", "--alter", "--topic", "quickstart-events", "--partitions", "5");
        until("all know of them", () -> cluster.brokers().stream()
                .allMatch(b -> b.image().topic("quickstart-events").partitionCount() == 5));
        assertThat(kafka("kafka-topics.sh", "--describe", "--topic", "quickstart-events"))
                .contains("PartitionCount: 5");
        assertThat(kafka("kafka-topics.sh", "--list").lines()).contains("quickstart-events");
        assertThat(run(null, BIN.resolve("zookeeper-shell.sh").toString(),
                cluster.zookeeperConnect(), "ls", "/brokers/topics"))
                .contains("quickstart-events");
        kafka("kafka-topics.sh", "--delete", "--topic", "quickstart-events");
        until("nobody knows it", () -> cluster.brokers().stream()
                .allMatch(b -> b.image().topic("quickstart-events") == null));
        assertThat(kafka("kafka-topics.sh", "--list").lines()).doesNotContain("quickstart-events");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aConsoleProducersKeysAndValuesAreReadBackAndDumped() {
        kafka("kafka-topics.sh", "--create", "--topic", "keyed", "--partitions", "1");
        run("k1\tfirst\nk2\tsecond\n", BIN.resolve("kafka-console-producer.sh").toString(), "--bootstrap-server",
                cluster.bootstrapServers(), "--topic", "keyed", "--property", "parse.key=true");
        String read = kafka("kafka-console-consumer.sh", "--topic", "keyed", "--partition", "0", "--offset", "earliest",
                "--max-messages", "2", "--property", "print.key=true", "--timeout-ms", "20000");
        assertThat(read).contains("k1\tfirst").contains("k2\tsecond");
        assertThat(kafka("kafka-get-offsets.sh", "--topic", "keyed")).contains("keyed:0:2");
        assertThat(run(null, BIN.resolve("kafka-dump-log.sh").toString(), "--print-data-log", "--files",
                segmentOf("keyed-0")))
                .contains("payload: first").contains("isvalid: true");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void configurationIsAlteredAndDescribed() {
        kafka("kafka-topics.sh", "--create", "--topic", "configured", "--partitions", "1",
                "--config", "retention.ms=3600000");
        kafka("kafka-configs.sh", "--alter", "--entity-type", "topics", "--entity-name", "configured",
                "--add-config", "max.message.bytes=2097152");
        assertThat(kafka("kafka-configs.sh", "--describe", "--entity-type", "topics", "--entity-name", "configured"))
                .contains("retention.ms=3600000").contains("max.message.bytes=2097152");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void brokersTellTheirVersions() {
        assertThat(kafka("kafka-broker-api-versions.sh")).contains("Produce(0)").contains("ApiVersions(18)")
                .contains("(id: 1 ").contains("(id: 2 ").contains("(id: 3 ");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void featuresAreTakenAwayAndDescribed() {
        assertThat(kafka("kafka-features.sh", "downgrade", "--feature", "streams.version=0"))
                .contains("streams.version was downgraded to 0.");
        assertThat(kafka("kafka-features.sh", "describe").lines())
                .anyMatch(l -> l.contains("group.version") && l.contains("FinalizedVersionLevel: 1"))
                .anyMatch(l -> l.contains("streams.version") && l.contains("FinalizedVersionLevel: 0"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void zookeeperHoldsWhatKafkaWouldWrite() {
        String shell = BIN.resolve("zookeeper-shell.sh").toString();
        assertThat(run(null, shell, cluster.zookeeperConnect(), "ls", "/brokers/ids")).contains("[1, 2, 3]");
        assertThat(run(null, shell, cluster.zookeeperConnect(), "get", "/controller")).contains("\"brokerid\":");
    }

    private static String segmentOf(String partition) {
        return cluster.brokers().stream().map(b -> data.resolve("broker-" + b.id()).resolve(partition))
                .filter(Files::isDirectory).findFirst().orElseThrow(() -> new AssertionError("no " + partition))
                .resolve("00000000000000000000.log").toString();
    }

    private static String kafka(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(BIN.resolve(script).toString(), "--bootstrap-server",
                cluster.bootstrapServers()));
        command.addAll(List.of(arguments));
        return run(null, command.toArray(String[]::new));
    }

    private static String run(String input, String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                if (input != null) stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", String.join(" ", command)).isTrue();
            assertThat(process.exitValue()).as("%s said%n%s", String.join(" ", command), output).isZero();
            return output;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
