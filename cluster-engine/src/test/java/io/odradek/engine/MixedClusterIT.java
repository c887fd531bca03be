package io.odradek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.PartitionImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two brokers of ours (1 and 2) and Apache Kafka 3.9 (3) in one ZooKeeper, as one cluster: each side as the
 * controller, as leaders and as followers of the other, killed and back, and the same bytes on all disks.
 */
@Timeout(180)
class MixedClusterIT {
    private static final int STOCK = 3;
    private static final String TOPIC = "across";
    private static final Map<String, String> SMALL = Map.of("offsets.topic.num.partitions", "3",
            "transaction.state.log.num.partitions", "3", "offsets.topic.replication.factor", "3",
            "transaction.state.log.replication.factor", "3", "transaction.state.log.min.isr", "1",
            "min.insync.replicas", "1", "zookeeper.session.timeout.ms", "4000",
            "auto.leader.rebalance.enable", "false");

    @TempDir
    Path data;
    private EmbeddedCluster ours;
    private StockBroker stock;
    private Admin admin;
    private int sent;

    @BeforeEach
    void start() throws Exception {
        ours = EmbeddedCluster.start(new EmbeddedCluster.Options(2, data, "127.0.0.1", 0, SMALL));
        stock = new StockBroker(STOCK, data.resolve("stock"), ours.zookeeperConnect(), SMALL);
        stock.start();
        until("the stock broker is there", () -> alive(STOCK));
        admin = Admin.create(client());
    }

    @AfterEach
    void stop() throws Exception {
        if (admin != null) admin.close(Duration.ZERO);
        stock.close();
        ours.close();
    }

    @Test
    void bothSidesLeadFollowAndControl() throws Exception {
        admin.createTopics(List.of(new NewTopic(TOPIC, Map.of(0, List.of(1, 3), 1, List.of(3, 1),
                2, List.of(3, 2), 3, List.of(2, 3))).configs(Map.of("segment.bytes", "65536",
                "min.insync.replicas", "2")))).all().get(30, TimeUnit.SECONDS);
        until("the topic is known", () -> known(4));
        produce("none", false);
        produce("lz4", true);
        sameBytesEverywhere(4);

        stockTakesTheOffice();
        preferredLeaders(4);
        admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(6, List.of(List.of(3, 1), List.of(1, 3)))))
                .all().get(30, TimeUnit.SECONDS);
        until("the new partitions are known", () -> known(6));
        produce("zstd", true);
        reassign(3, List.of(1, 2));
        reassign(5, List.of(2, 3));
        deletedEverywhere("short-lived");
        sameBytesEverywhere(6);

        stock.kill();
        until("one of ours has the office", () -> ours.brokers().stream().anyMatch(Broker::controller));
        until("ours lead everything", () -> allLeaders(6).stream().noneMatch(l -> l == STOCK || l < 0));
        oneInSyncIsEnough();
        produce("gzip", false);
        // A stock broker does not wait for the session of the process before it, and ends.
        until("the dead one's session is over", () -> gone(STOCK));
        stock.start();
        until("the stock broker is back", () -> alive(STOCK));
        reassign(3, List.of(3, 2));
        until("everything is in sync", () -> inSync(6));
        preferredLeaders(6);
        produce("snappy", true);
        deletedEverywhere("short-lived-too");
        sameBytesEverywhere(6);

        stock.stop();
        assertThat(stock.log()).contains("Controlled shutdown request returned successfully");
        until("its leaders were handed over", () -> allLeaders(6).stream().noneMatch(l -> l == STOCK || l < 0));
        assertThat(consumed()).isEqualTo(sent);
    }

    private void stockTakesTheOffice() throws Exception {
        ours.stopBroker(1);
        ours.stopBroker(2);
        ours.startBroker(1);
        ours.startBroker(2);
        admin.close(Duration.ZERO);
        until("the stock broker has the office", () -> ours.brokers().stream()
                .allMatch(b -> b.image().controllerId() == STOCK && b.image().brokers().size() == 3));
        admin = Admin.create(client());
        until("everything is in sync", () -> inSync(4));
    }

    private void preferredLeaders(int partitions) throws Exception {
        Set<TopicPartition> all = new HashSet<>();
        for (int p = 0; p < partitions; p++) all.add(new TopicPartition(TOPIC, p));
        admin.electLeaders(ElectionType.PREFERRED, all).partitions().get(30, TimeUnit.SECONDS);
        until("the preferred replicas lead", () -> {
            for (int p = 0; p < partitions; p++) {
                for (Broker b : ours.brokers()) {
                    PartitionImage i = b.image().partition(TOPIC, p);
                    if (i.leader() != i.replicas().getFirst()) return false;
                }
            }
            return true;
        });
    }

    private void reassign(int partition, List<Integer> target) throws Exception {
        TopicPartition p = new TopicPartition(TOPIC, partition);
        admin.alterPartitionReassignments(Map.of(p, Optional.of(new NewPartitionReassignment(target)))).all()
                .get(30, TimeUnit.SECONDS);
        until(p + " has moved", () -> admin.listPartitionReassignments().reassignments().get(30, TimeUnit.SECONDS)
                .isEmpty() && ours.brokers().stream()
                .allMatch(b -> b.image().partition(TOPIC, partition).replicas().equals(target)));
    }

    private void deletedEverywhere(String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 3, (short) 3))).all().get(30, TimeUnit.SECONDS);
        until("the topic is there", () -> directories(topic).size() == 9);
        admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        until("the topic is gone", () -> directories(topic).isEmpty()
                && !admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(topic));
    }

    private List<Path> directories(String topic) throws IOException {
        List<Path> found = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            try (Stream<Path> all = Files.list(disk(id))) {
                all.filter(d -> d.getFileName().toString().matches(topic + "-\\d+")).forEach(found::add);
            }
        }
        return found;
    }

    /** With one broker away, two replicas in sync are too many to ask. */
    private void oneInSyncIsEnough() throws Exception {
        AlterConfigOp one = new AlterConfigOp(new ConfigEntry("min.insync.replicas", "1"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, TOPIC), List.of(one)))
                .all().get(30, TimeUnit.SECONDS);
    }

    // ---- records

    /** Some records to each partition, acknowledged by all in sync; every key says where it must be. */
    private void produce(String codec, boolean transaction) throws Exception {
        Map<String, Object> options = new HashMap<>(client());
        options.put("acks", "all");
        options.put("compression.type", codec);
        options.put("batch.size", 4096);
        options.put("linger.ms", 5);
        if (transaction) options.put("transactional.id", "mixed");
        int partitions = ours.broker(1).image().topic(TOPIC).partitions().size();
        List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(options, new StringSerializer(), new StringSerializer())) {
            if (transaction) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            for (int i = 0; i < 300 * partitions; i++) {
                String value = (codec + i + " ").repeat(20);
                acknowledged.add(producer.send(new ProducerRecord<>(TOPIC, i % partitions, "k" + i, value)));
            }
            if (transaction) producer.commitTransaction();
            producer.flush();
            for (Future<RecordMetadata> each : acknowledged) each.get(30, TimeUnit.SECONDS);
        }
        sent += acknowledged.size();
    }

    private int consumed() {
        Map<String, Object> options = new HashMap<>(client());
        options.put("isolation.level", "read_committed");
        int got = 0;
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(options, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(TOPIC).stream()
                    .map(p -> new TopicPartition(TOPIC, p.partition())).toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (got < sent && System.nanoTime() < deadline) got += consumer.poll(Duration.ofMillis(200)).count();
        }
        return got;
    }

    // ---- disks

    /** Markers of a transaction come after its end was answered: so until then, and for good where they differ. */
    private void sameBytesEverywhere(int partitions) throws Exception {
        until("everything is in sync", () -> inSync(partitions));
        for (int p = 0; p < partitions; p++) {
            int number = p;
            List<Integer> replicas = ours.broker(1).image().partition(TOPIC, p).replicas();
            until("the replicas " + replicas + " of partition " + p + " have the same bytes",
                    () -> same(number, replicas));
        }
    }

    private boolean same(int partition, List<Integer> replicas) throws IOException {
        byte[] first = bytes(replicas.getFirst(), partition);
        for (int id : replicas) if (!Arrays.equals(bytes(id, partition), first)) return false;
        return first.length > 1000;
    }

    /** All segments, one behind the other: a follower may begin them elsewhere than its leader. */
    private byte[] bytes(int broker, int partition) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(disk(broker).resolve(TOPIC + "-" + partition))) {
            for (Path f : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                all.write(Files.readAllBytes(f));
            }
        }
        return all.toByteArray();
    }

    private Path disk(int broker) {
        return broker == STOCK ? stock.data() : data.resolve("broker-" + broker);
    }

    // ---- the cluster as ours see it

    private Map<String, Object> client() {
        BrokerImage there = ours.broker(1).image().broker(STOCK);
        Endpoint e = there == null ? null : there.endpoint("PLAINTEXT");
        String all = ours.bootstrapServers() + (e == null ? "" : "," + e.host() + ":" + e.port());
        return Map.of("bootstrap.servers", all);
    }

    /** As all of ours know it. */
    private boolean alive(int broker) {
        return ours.brokers().stream().allMatch(b -> b.image().broker(broker) != null);
    }

    private boolean gone(int broker) {
        return ours.brokers().stream().allMatch(b -> b.image().broker(broker) == null);
    }

    private boolean known(int partitions) {
        return ours.brokers().stream().allMatch(b -> b.image().partition(TOPIC, partitions - 1) != null);
    }

    private boolean inSync(int partitions) {
        for (Broker b : ours.brokers()) {
            for (int p = 0; p < partitions; p++) {
                PartitionImage i = b.image().partition(TOPIC, p);
                if (i == null || i.leader() < 0 || !Set.copyOf(i.isr()).equals(Set.copyOf(i.replicas()))) return false;
            }
        }
        return true;
    }

    private List<Integer> allLeaders(int partitions) {
        List<Integer> all = new ArrayList<>();
        for (Broker b : ours.brokers()) {
            for (int p = 0; p < partitions; p++) all.add(b.image().partition(TOPIC, p).leader());
        }
        return all;
    }

    private void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not within 60 s: " + what + "; " + picture());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private String picture() throws IOException {
        Map<String, Object> all = new TreeMap<>();
        for (Broker b : ours.brokers()) {
            all.put(b + " controller " + b.image().controllerId(), b.image().topic(TOPIC));
        }
        Path kept = Files.copy(data.resolve("stock").resolve("broker.log"), Files.createTempFile("stock", ".log"),
                StandardCopyOption.REPLACE_EXISTING);
        return all + "; the stock broker's log: " + kept;
    }
}
