package io.odradek.engine.client;

import static io.odradek.engine.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.Broker;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.zk.EmbeddedZookeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory of a broker really goes away (a plain file stands in its place, as Kafka's own test does it) while
 * the stock client writes: its partitions are led elsewhere, the others of the same broker go on, nothing is lost.
 */
@Timeout(180)
class DiskFailureIT {
    private static final String TOPIC = "on-two-disks";
    private static final int PARTITIONS = 4;

    @TempDir
    private Path data;
    private EmbeddedZookeeper zookeeper;
    private final List<Broker> brokers = new ArrayList<>();

    @BeforeEach
    void threeBrokersWithTwoDisksEach() throws Exception {
        zookeeper = EmbeddedZookeeper.start(data.resolve("zookeeper"), "127.0.0.1", 0, 2000);
        for (int id = 0; id < 3; id++) {
            Broker broker = new Broker(BrokerConfig.of(Map.of("broker.id", "" + id,
                    "listeners", "PLAINTEXT://127.0.0.1:0", "zookeeper.connect", zookeeper.connect(),
                    "log.dirs", disk(id, 0) + "," + disk(id, 1), "default.replication.factor", "3",
                    "min.insync.replicas", "2", "zookeeper.session.timeout.ms", "4000")));
            brokers.add(broker);
            broker.start();
        }
        until("they know each other", () -> brokers.stream().allMatch(b -> b.acquainted(3)));
    }

    @AfterEach
    void stop() {
        brokers.forEach(Broker::close);
        zookeeper.close();
    }

    private Path disk(int broker, int disk) {
        return data.resolve("broker-" + broker).resolve("disk-" + disk);
    }

    private String bootstrap() {
        Broker other = brokers.get(1);
        return other.host() + ":" + other.port();
    }

    @Test
    void leadershipMovesAndTheOtherDiskGoesOn() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()));
             KafkaProducer<Integer, byte[]> producer = producer()) {
            create(admin);
            until("all are in sync", () -> inSync() == 3 * PARTITIONS);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            send(producer, sent, 200);
            Set<Integer> dead = partitionsOn(disk(0, 0));
            assertThat(dead).isNotEmpty().hasSizeLessThan(PARTITIONS);
            Path gone = Files.move(disk(0, 0), data.resolve("gone"));
            Files.createFile(disk(0, 0));
            while (dead.stream().anyMatch(p -> leader(p) == 0)) send(producer, sent, 50);
            until("the others are in sync", () -> dead.stream().allMatch(p -> image(p).isr().size() == 2));
            send(producer, sent, 200);
            for (int p = 0; p < PARTITIONS; p++) {
                assertThat(leader(p) == 0).as("broker 0 leads partition " + p).isEqualTo(!dead.contains(p));
                assertThat(image(p).offlineReplicas()).isEqualTo(dead.contains(p) ? List.of(0) : List.of());
            }
            LogDirDescription told = admin.describeLogDirs(List.of(0)).allDescriptions().get(20, TimeUnit.SECONDS)
                    .get(0).get(disk(0, 0).toString());
            assertThat(told.error()).isInstanceOf(KafkaStorageException.class);
            assertThat(read()).containsAll(IntStream.range(0, sent.size()).boxed().toList());
            mend(gone);
            send(producer, sent, 50);
            assertThat(read()).containsAll(IntStream.range(0, sent.size()).boxed().toList());
        }
    }

    /** Broker 0 leads every partition. */
    private static void create(Admin admin) throws Exception {
        Map<Integer, List<Integer>> replicas = Map.of(0, List.of(0, 1, 2), 1, List.of(0, 1, 2), 2, List.of(0, 2, 1),
                3, List.of(0, 2, 1));
        admin.createTopics(List.of(new NewTopic(TOPIC, replicas).configs(Map.of("segment.bytes", "40000"))))
                .all().get(20, TimeUnit.SECONDS);
    }

    /** After a restart with the disk back, its replicas catch up. */
    private void mend(Path gone) throws Exception {
        brokers.get(0).stop();
        Files.delete(disk(0, 0));
        Files.move(gone, disk(0, 0));
        brokers.get(0).start();
        until("it has caught up", () -> inSync() == 3 * PARTITIONS);
    }

    @Test
    void withoutAnyDiskTheBrokerEnds() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()));
             KafkaProducer<Integer, byte[]> producer = producer()) {
            create(admin);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            send(producer, sent, 50);
            for (int disk = 0; disk < 2; disk++) {
                Files.move(disk(0, disk), data.resolve("gone-" + disk));
                Files.createFile(disk(0, disk));
            }
            while (brokers.get(0).running()) send(producer, sent, 50);
            send(producer, sent, 50);
            assertThat(read()).containsAll(IntStream.range(0, sent.size()).boxed().toList());
        }
    }

    private static Set<Integer> partitionsOn(Path disk) throws Exception {
        Set<Integer> all = new HashSet<>();
        for (int p = 0; p < PARTITIONS; p++) if (Files.isDirectory(disk.resolve(TOPIC + "-" + p))) all.add(p);
        return all;
    }

    private PartitionImage image(int partition) {
        return brokers.get(1).image().partition(TOPIC, partition);
    }

    private int leader(int partition) {
        return image(partition).leader();
    }

    private int inSync() {
        return IntStream.range(0, PARTITIONS).map(p -> image(p) == null ? 0 : image(p).isr().size()).sum();
    }

    private KafkaProducer<Integer, byte[]> producer() {
        Map<String, Object> p = Map.of("bootstrap.servers", bootstrap(), "acks", "all", "delivery.timeout.ms", "60000",
                "request.timeout.ms", "5000");
        return new KafkaProducer<>(p, new IntegerSerializer(), new ByteArraySerializer());
    }

    /** All are acknowledged when this returns. */
    private static void send(KafkaProducer<Integer, byte[]> producer, List<Future<RecordMetadata>> sent, int count)
            throws Exception {
        List<Future<RecordMetadata>> now = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = sent.size() + i;
            now.add(producer.send(new ProducerRecord<>(TOPIC, number % PARTITIONS, number, new byte[1000])));
        }
        try {
            for (Future<RecordMetadata> each : now) each.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a record was not acknowledged", e.getCause());
        }
        sent.addAll(now);
    }

    private Set<Integer> read() {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap(), "isolation.level", "read_committed");
        try (KafkaConsumer<Integer, byte[]> consumer = new KafkaConsumer<>(config, new IntegerDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(TOPIC).stream()
                    .map(p -> new TopicPartition(TOPIC, p.partition())).toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Set<Integer> seen = new HashSet<>();
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(r -> seen.add(r.key()));
            }
            return seen;
        }
    }
}
