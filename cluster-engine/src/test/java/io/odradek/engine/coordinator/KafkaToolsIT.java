package io.odradek.engine.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.streams.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static Program tool(String version, String mainClass, String... args) throws Exception {
        return Program.start(data, System.getProperty(version), mainClass, List.of(args));
    }

    /** Everything it said. */
    private static String end(Program tool) throws Exception {
        try (tool) {
            tool.awaitEnd();
            return tool.output();
        }
    }

    private static Program consume(String version, String group, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("--bootstrap-server", cluster.bootstrapServers(), "--topic", "t",
                "--group", group, "--from-beginning", "--max-messages", String.valueOf(RECORDS)));
        args.addAll(List.of(more));
        return tool(version, "org.apache.kafka.tools.consumer.ConsoleConsumer", args.toArray(String[]::new));
    }

    private static String groups(String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", cluster.bootstrapServers()));
        all.addAll(List.of(args));
        return end(tool("kafka.version", "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
                all.toArray(String[]::new)));
    }

    @Test
    void consumersOfBothErasAndBothProtocolsAreDescribedResetAndDecoded() throws Exception {
        for (Program consumer : List.of(consume("kafka.version", "classic4"), consume("kafka.zk.version", "classic3"),
                consume("kafka.version", "new4", "--command-property", "group.protocol=consumer"))) {
            assertThat(end(consumer)).contains("Processed a total of 30 messages");
        }
        assertThat(groups("--list")).contains("classic4", "classic3", "new4");
        assertThat(groups("--describe", "--group", "new4")).containsPattern("new4 +t +0 +(\\d+) +\\1 +0 ");
        assertThat(groups("--group", "classic4", "--reset-offsets", "--to-earliest", "--topic", "t", "--execute"))
                .containsPattern("classic4 +t +1 +0");
        assertThat(groups("--describe", "--group", "classic4")).containsPattern("classic4 +t +1 +0 ");
        assertThat(decoded()).contains("\"group\":\"classic3\"", "\"groupId\":\"new4\"", "\"protocol\":\"range\"")
                .doesNotContain("Could not decode");
    }

    private static String decoded() throws Exception {
        Path log = data.resolve("broker-1").resolve("__consumer_offsets-0").resolve("00000000000000000000.log");
        return end(tool("kafka.version", "org.apache.kafka.tools.DumpLogSegments", "--offsets-decoder", "--files",
                log.toString()));
    }
}
