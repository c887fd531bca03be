package io.odradek.engine.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own group tools, of 4.3 and 3.9, each in a JVM of its own, and its decoder of the offsets topic. */
@Timeout(180)
class KafkaToolsIT {
    private static final int RECORDS = 30;

    @TempDir
    static Path data;
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0,
                Map.of("group.initial.rebalance.delay.ms", "0", "offsets.topic.num.partitions", "1")));
        Map<String, Object> at = Map.of("bootstrap.servers", cluster.bootstrapServers());
        try (Admin admin = Admin.create(at); KafkaProducer<String, String> p = new KafkaProducer<>(at,
                new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("t", 2, (short) 1))).all().get();
            for (int i = 0; i < RECORDS; i++) p.send(new ProducerRecord<>("t", "k" + i, "v" + i));
        }
    }

    @AfterAll
    static void stop() {
        if (cluster != null) cluster.close();
    }

    private static String run(String version, String mainClass, String... args) throws Exception {
        Path libs = Path.of(System.getProperty("kafka.peers"), System.getProperty(version), "libs");
        Path out = Files.createTempFile(data, "tool", ".out");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-cp", libs + File.separator + "*", mainClass));
        command.addAll(List.of(args));
        Process p = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        if (!p.waitFor(60, TimeUnit.SECONDS)) p.destroyForcibly();
        return Files.readString(out);
    }

    private static String consume(String version, String group, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("--bootstrap-server", cluster.bootstrapServers(), "--topic", "t",
                "--group", group, "--from-beginning", "--max-messages", String.valueOf(RECORDS)));
        args.addAll(List.of(more));
        return run(version, "org.apache.kafka.tools.consumer.ConsoleConsumer", args.toArray(String[]::new));
    }

    private static String groups(String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", cluster.bootstrapServers()));
        all.addAll(List.of(args));
        return run("kafka.version", "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
                all.toArray(String[]::new));
    }

    @Test
    void consumersOfBothErasAndBothProtocolsAreDescribedResetAndDecoded() throws Exception {
        assertThat(consume("kafka.version", "classic4")).contains("Processed a total of 30 messages");
        assertThat(consume("kafka.zk.version", "classic3")).contains("Processed a total of 30 messages");
        assertThat(consume("kafka.version", "new4", "--command-property", "group.protocol=consumer"))
                .contains("Processed a total of 30 messages");
        assertThat(groups("--list")).contains("classic4", "classic3", "new4");
        assertThat(groups("--describe", "--group", "new4")).containsPattern("new4 +t +0 +(\\d+) +\\1 +0 ");
        assertThat(groups("--group", "classic4", "--reset-offsets", "--to-earliest", "--topic", "t", "--execute"))
                .containsPattern("classic4 +t +1 +0");
        assertThat(groups("--describe", "--group", "classic4")).containsPattern("classic4 +t +1 +0 ");
        assertThat(decoded()).contains("\"group\":\"classic3\"", "\"groupId\":\"new4\"", "\"protocol\":\"range\"")
                .doesNotContain("Could not decode");
    }

    private static String decoded() throws Exception {
        Path log;
        try (Stream<Path> files = Files.walk(data)) {
            log = files.filter(f -> f.toString().endsWith("__consumer_offsets-0/00000000000000000000.log"))
                    .findFirst().orElseThrow();
        }
        return run("kafka.version", "org.apache.kafka.tools.DumpLogSegments", "--offsets-decoder", "--files",
                log.toString());
    }
}
