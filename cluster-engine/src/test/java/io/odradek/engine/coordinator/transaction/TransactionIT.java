package io.odradek.engine.coordinator.transaction;

import static io.odradek.engine.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.streams.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transactions of stock clients while brokers die and producers crash. */
@Timeout(240)
class TransactionIT {
    /** Of the bank, and of the transactions' topic. */
    private static final int PARTITIONS = 3;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(90);

    @TempDir
    static Path data;
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data.resolve("cluster"), "127.0.0.1", 0,
                Map.of("offsets.topic.num.partitions", "3", "transaction.state.log.num.partitions", "3")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(Stream.of("in", "out", "bank").map(t -> new NewTopic(t, t.equals("bank") ? PARTITIONS
                    : 1, (short) 3).configs(Map.of("min.insync.replicas", "2"))).toList()).all().get();
        }
    }

    @AfterAll
    static void stop() {
        if (cluster != null) cluster.close();
    }

    private static KafkaProducer<String, String> producer(String transactionalId) {
        Map<String, Object> settings = new TreeMap<>(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        if (transactionalId != null) settings.put("transactional.id", transactionalId);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** Everything committed, partition by partition, as soon as there are as many records and no open transaction. */
    private static List<ConsumerRecord<String, String>> committed(String topic, int partitions) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (KafkaConsumer<String, String> c = new KafkaConsumer<>(Map.of("bootstrap.servers",
                cluster.bootstrapServers(), "isolation.level", "read_committed", "enable.auto.commit", "false"),
                new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> mine = new ArrayList<>();
            for (int p = 0; p < partitions; p++) mine.add(new TopicPartition(topic, p));
            c.assign(mine);
            c.seekToBeginning(mine);
            Map<TopicPartition, Long> ends = c.endOffsets(mine);
            long until = System.nanoTime() + PATIENCE_NS;
            while (mine.stream().anyMatch(p -> c.position(p) < ends.get(p))) {
                if (System.nanoTime() > until) throw new AssertionError("a transaction stays open in " + topic);
                c.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void kafkasCopierCopiesEveryRecordOnceWhileBrokersDie() throws Exception {
        int records = 20_000;
        try (KafkaProducer<String, String> p = producer(null)) {
            for (int i = 0; i < records; i++) p.send(new ProducerRecord<>("in", "k" + i, String.valueOf(i)));
        }
        try (Program copier = Program.start(data, "org.apache.kafka.tools.TransactionalMessageCopier",
                "--broker-list", cluster.bootstrapServers(), "--input-topic", "in", "--input-partition", "0",
                "--output-topic", "out", "--max-messages", String.valueOf(records), "--consumer-group", "copiers",
                "--transaction-size", "100", "--transactional-id", "copier", "--enable-random-aborts")) {
            copier.await("\"consumed\":1");
            for (int broker = 1; broker <= 3; broker++) {
                cluster.killBroker(broker);
                cluster.startBroker(broker);
                awaitWholeIsr();
            }
            assertThat(copier.awaitEnd()).as(copier.output()).isZero();
        }
        assertThat(committed("out", 1).stream().map(ConsumerRecord::value).toList())
                .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1).limit(records).map(String::valueOf).toList());
    }

    private static void awaitWholeIsr() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            until("the in-sync replicas are whole again", () -> admin.describeTopics(List.of("in", "out", "bank"))
                    .allTopicNames().get().values().stream().flatMap(t -> t.partitions().stream())
                    .allMatch(p -> p.isr().size() == 3));
        }
    }

    @Test
    void moneyIsNeitherMadeNorLost() throws Exception {
        Random random = new Random(11);
        int transfers = 120;
        int done = 0;
        KafkaProducer<String, String> p = null;
        for (int i = 0; i < transfers; i++) {
            if (i == transfers / 2) cluster.killBroker(2);
            try {
                if (p == null) {
                    p = producer("teller");
                    p.initTransactions();
                }
                p.beginTransaction();
                int amount = 1 + random.nextInt(100);
                p.send(new ProducerRecord<>("bank", i % PARTITIONS, "t" + i, String.valueOf(-amount)));
                p.send(new ProducerRecord<>("bank", (i + 1) % PARTITIONS, "t" + i, String.valueOf(amount)));
                int fate = random.nextInt(10);
                if (fate == 0) {
                    p.abortTransaction();
                } else if (fate == 1) {
                    p.flush();
                    p.close(Duration.ZERO);
                    p = null;
                } else {
                    p.commitTransaction();
                    done++;
                }
            } catch (KafkaException e) {
                if (p != null) p.close(Duration.ZERO);
                p = null;
            }
        }
        if (p != null) p.close(Duration.ZERO);
        try (KafkaProducer<String, String> last = producer("teller")) {
            last.initTransactions();
        }
        cluster.startBroker(2);
        List<ConsumerRecord<String, String>> seen = committed("bank", PARTITIONS);
        Map<String, Integer> sums = new TreeMap<>();
        Map<String, Integer> parts = new TreeMap<>();
        seen.forEach(r -> sums.merge(r.key(), Integer.parseInt(r.value()), Integer::sum));
        seen.forEach(r -> parts.merge(r.key(), 1, Integer::sum));
        assertThat(sums.values()).allMatch(sum -> sum == 0);
        assertThat(parts.values()).allMatch(n -> n == 2);
        assertThat(parts.size()).isGreaterThanOrEqualTo(done);
        assertThat(decoded()).contains("\"transactionalId\":\"teller\"", "\"transactionStatus\":4")
                .doesNotContain("Could not");
    }

    /** The transactions as Kafka's dumper reads them from our files. */
    private static String decoded() throws Exception {
        String segments = cluster.brokers().stream().flatMap(b -> IntStream.range(0, PARTITIONS)
                .mapToObj(p -> "cluster/broker-" + b.id() + "/__transaction_state-" + p + "/00000000000000000000.log"))
                .map(f -> data.resolve(f).toString()).collect(Collectors.joining(","));
        try (Program dump = Program.start(data, "org.apache.kafka.tools.DumpLogSegments",
                "--transaction-log-decoder", "--files", segments)) {
            dump.awaitEnd();
            return dump.output();
        }
    }
}
