package io.odradek.engine;

import static io.odradek.engine.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.metadata.PartitionImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Kafka's own tools for replicas, each test against an embedded cluster of three brokers. */
@Timeout(120)
class ReplicationToolsIT {
    private static final Path BIN = Path.of(System.getProperty("project.root")).resolve("bin");
    @TempDir
    private Path data;
    private EmbeddedCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0,
                Map.of("auto.leader.rebalance.enable", "false")));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void topicsAreFilteredByTheStateOfTheirReplicasAndPreferredLeadersComeBack() throws Exception {
        create("two", "3:1,1:3", "min.insync.replicas=2");
        create("one", "3:2", "min.insync.replicas=1");
        create("alone", "3", "min.insync.replicas=1");
        produce("one", 10);
        cluster.stopBroker(3);
        until("it has left", () -> isr("two", 0).equals(List.of(1)) && isr("two", 1).equals(List.of(1))
                && isr("one", 0).equals(List.of(2)) && partition("alone", 0).leader() < 0);
        assertThat(described("--under-replicated-partitions")).containsExactly("one-0", "two-0", "two-1");
        assertThat(described("--unavailable-partitions")).containsExactly("alone-0");
        assertThat(described("--at-min-isr-partitions")).containsExactly("alone-0", "one-0");
        assertThat(described("--under-min-isr-partitions")).contains("two-0", "two-1").doesNotContain("one-0");

        cluster.startBroker(3);
        until("it is back", () -> isr("two", 0).size() == 2 && isr("two", 1).size() == 2 && isr("one", 0).size() == 2
                && partition("alone", 0).leader() == 3);
        assertThat(partition("two", 0).leader()).isEqualTo(1);
        assertThat(kafka("kafka-leader-election.sh", "--election-type", "preferred", "--all-topic-partitions"))
                .contains("Successfully completed leader election (PREFERRED)").contains("two-0");
        until("the preferred ones lead", () -> partition("two", 0).leader() == 3 && partition("one", 0).leader() == 3);
        assertThat(described("--under-replicated-partitions")).isEmpty();

        String dirs = kafka("kafka-log-dirs.sh", "--describe", "--broker-list", "1,3", "--topic-list", "one,two");
        assertThat(dirs).contains("\"broker\":1").contains("\"broker\":3").doesNotContain("\"broker\":2")
                .contains("\"partition\":\"two-1\"").contains("\"isFuture\":false");
        assertThat(Pattern.compile("\"partition\":\"one-0\",\"size\":[1-9]").matcher(dirs.replace(" ", "")).find())
                .as(dirs).isTrue();
        assertThat(verified("one")).contains("max lag is 0");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void partitionsAreMovedWithAThrottleVerifiedAndCancelled() throws Exception {
        create("moving", "1:2,2:1", "segment.bytes=1048576");
        produce("moving", 4_000);
        Path topics = Files.writeString(data.resolve("topics.json"),
                "{\"version\":1,\"topics\":[{\"topic\":\"moving\"}]}");
        String generated = kafka("kafka-reassign-partitions.sh", "--generate", "--topics-to-move-json-file",
                topics.toString(), "--broker-list", "2,3");
        assertThat(generated).contains("Proposed partition reassignment configuration");
        String proposed = generated.lines().filter(l -> l.startsWith("{")).skip(1).findFirst().orElseThrow();
        Path plan = Files.writeString(data.resolve("plan.json"), proposed);
        assertThat(kafka("kafka-reassign-partitions.sh", "--execute", "--reassignment-json-file", plan.toString(),
                "--throttle", "50000000")).contains("Successfully started partition reassignment");
        until("both have moved", () -> Set.of(2, 3).equals(Set.copyOf(partition("moving", 0).replicas()))
                && Set.of(2, 3).equals(Set.copyOf(partition("moving", 1).replicas())));
        until("the throttle is known", () -> cluster.broker(1).image().topicConfig("moving")
                .containsKey("follower.replication.throttled.replicas"));
        assertThat(kafka("kafka-reassign-partitions.sh", "--verify", "--reassignment-json-file", plan.toString()))
                .contains("Reassignment of partition moving-0 is completed").contains("Clearing topic-level throttles");
        until("the throttle is gone", () -> !cluster.broker(1).image().topicConfig("moving")
                .containsKey("follower.replication.throttled.replicas"));

        Path back = Files.writeString(data.resolve("back.json"), """
                {"version":1,"partitions":[{"topic":"moving","partition":0,"replicas":[2,1]}]}""");
        kafka("kafka-reassign-partitions.sh", "--execute", "--reassignment-json-file", back.toString(),
                "--throttle", "1000");
        assertThat(kafka("kafka-reassign-partitions.sh", "--list")).contains("moving-0");
        assertThat(kafka("kafka-reassign-partitions.sh", "--cancel", "--reassignment-json-file", back.toString()))
                .contains("Successfully cancelled partition reassignment for: moving-0");
        // What is left of target and origin, in that order: as in Kafka the order from before may be lost.
        until("it stays", () -> Set.of(2, 3).equals(Set.copyOf(partition("moving", 0).replicas())));
    }

    // ---- the cluster

    private void create(String topic, String replicas, String config) throws Exception {
        kafka("kafka-topics.sh", "--create", "--topic", topic, "--replica-assignment", replicas, "--config", config);
        until("all know " + topic, () -> partition(topic, 0) != null && partition(topic, 0).leader() >= 0);
    }

    /** As every broker that runs sees it; null while they differ. */
    private PartitionImage partition(String topic, int number) {
        List<PartitionImage> all = cluster.brokers().stream().filter(Broker::running)
                .map(b -> b.image().partition(topic, number)).distinct().toList();
        return all.size() == 1 ? all.getFirst() : new PartitionImage(List.of(), List.of(), -9, -1, -1, List.of());
    }

    private List<Integer> isr(String topic, int number) {
        return partition(topic, number).isr();
    }

    private void produce(String topic, int records) throws Exception {
        Map<String, Object> options = Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) producer.send(new ProducerRecord<>(topic, 0, null, new byte[1000]));
            producer.flush();
        }
    }

    // ---- the tools

    /** Partitions that kafka-topics lists with this filter, sorted. */
    private List<String> described(String filter) {
        Pattern line = Pattern.compile("Topic: (\\S+)\\s+Partition: (\\d+).*");
        return kafka("kafka-topics.sh", "--describe", filter).lines().map(String::strip).map(line::matcher)
                .filter(m -> m.matches() && !m.group(1).startsWith("__"))
                .map(m -> m.group(1) + "-" + m.group(2)).sorted().toList();
    }

    /** What the tool, which never ends by itself, says of the lag first. */
    private String verified(String topic) throws IOException {
        Process tool = new ProcessBuilder(BIN.resolve("kafka-replica-verification.sh").toString(), "--broker-list",
                cluster.bootstrapServers(), "--topics-include", topic, "--report-interval-ms", "200")
                .redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader out = tool.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                if (line.contains("max lag")) return line;
            }
            throw new AssertionError(said);
        } finally {
            tool.descendants().forEach(ProcessHandle::destroyForcibly);
            tool.destroyForcibly();
        }
    }

    private String kafka(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(BIN.resolve(script).toString(), "--bootstrap-server",
                cluster.bootstrapServers()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
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
