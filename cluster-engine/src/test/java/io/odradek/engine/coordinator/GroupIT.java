package io.odradek.engine.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stock Java client's groups and transactions against three brokers. */
class GroupIT {
    private static final long PATIENCE_MS = 60_000;

    @TempDir
    static Path data;
    private static EmbeddedCluster cluster;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0,
                Map.of("group.initial.rebalance.delay.ms", "0", "offsets.topic.num.partitions", "5",
                        "transaction.state.log.num.partitions", "5", "group.consumer.heartbeat.interval.ms", "500",
                        "group.consumer.min.heartbeat.interval.ms", "500")));
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        if (admin != null) admin.close(Duration.ofSeconds(5));
        if (cluster != null) cluster.close();
    }

    private static String topic(int partitions) throws Exception {
        String name = "t-" + UUID.randomUUID();
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 3))).all().get();
        return name;
    }

    private static Map<String, Object> consumerOf(String group, String protocol) {
        Map<String, Object> c = new HashMap<>(Map.of("bootstrap.servers", cluster.bootstrapServers(),
                "group.id", group, "group.protocol", protocol, "auto.offset.reset", "earliest",
                "enable.auto.commit", "false"));
        if (protocol.equals("classic")) c.put("session.timeout.ms", "6000");
        return c;
    }

    private static KafkaConsumer<String, String> consumer(String group, String protocol) {
        return new KafkaConsumer<>(consumerOf(group, protocol), new StringDeserializer(), new StringDeserializer());
    }

    private static void produce(String topic, int from, int to) {
        try (KafkaProducer<String, String> p = new KafkaProducer<>(Map.of("bootstrap.servers",
                cluster.bootstrapServers()), new StringSerializer(), new StringSerializer())) {
            for (int i = from; i < to; i++) p.send(new ProducerRecord<>(topic, "k" + i, "v" + i));
        }
    }

    private static void until(BooleanSupplier done, Runnable step) {
        long end = System.currentTimeMillis() + PATIENCE_MS;
        while (!done.getAsBoolean()) {
            if (System.currentTimeMillis() > end) throw new AssertionError("not in time");
            step.run();
        }
    }

    private static void poll(KafkaConsumer<String, String> c, Set<String> into) {
        for (ConsumerRecord<String, String> r : c.poll(Duration.ofMillis(100))) into.add(r.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void twoMembersShareATopicAndOneTakesOver(String protocol) throws Exception {
        String topic = topic(4);
        String group = "g-" + protocol + UUID.randomUUID();
        produce(topic, 0, 200);
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<String, String> one = consumer(group, protocol)) {
            one.subscribe(List.of(topic));
            until(() -> seen.size() == 200, () -> poll(one, seen));
            one.commitSync();
            KafkaConsumer<String, String> two = consumer(group, protocol);
            two.subscribe(List.of(topic));
            until(() -> one.assignment().size() == 2 && two.assignment().size() == 2, () -> {
                poll(one, seen);
                poll(two, seen);
            });
            produce(topic, 200, 300);
            until(() -> seen.size() == 300, () -> {
                poll(one, seen);
                poll(two, seen);
            });
            one.commitSync();
            two.commitSync();
            two.close();
            until(() -> one.assignment().size() == 4, () -> poll(one, seen));
            one.commitSync();
        }
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        assertThat(committed.values().stream().mapToLong(OffsetAndMetadata::offset).sum()).isEqualTo(300);
        assertThat(admin.describeConsumerGroups(List.of(group)).all().get().get(group).members()).isEmpty();
        admin.deleteConsumerGroups(List.of(group)).all().get();
        assertThat(admin.listGroups().all().get()).noneMatch(g -> g.groupId().equals(group));
    }

    @Test
    void membersOfBothProtocolsShareAGroupWhileItMigrates() throws Exception {
        String topic = topic(4);
        String group = "g" + UUID.randomUUID();
        produce(topic, 0, 40);
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<String, String> old = consumer(group, "classic")) {
            old.subscribe(List.of(topic));
            until(() -> seen.size() == 40, () -> poll(old, seen));
            old.commitSync();
            KafkaConsumer<String, String> fresh = consumer(group, "consumer");
            fresh.subscribe(List.of(topic));
            until(() -> old.assignment().size() == 2 && fresh.assignment().size() == 2, () -> {
                poll(old, seen);
                poll(fresh, seen);
            });
            produce(topic, 40, 80);
            until(() -> seen.size() == 80, () -> {
                poll(old, seen);
                poll(fresh, seen);
            });
            fresh.close();
            until(() -> old.assignment().size() == 4, () -> poll(old, seen));
            old.commitSync();
        }
    }

    @Test
    void offsetsSurviveTheCoordinator() throws Exception {
        String topic = topic(2);
        String group = "g" + UUID.randomUUID();
        produce(topic, 0, 50);
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<String, String> c = consumer(group, "classic")) {
            c.subscribe(List.of(topic));
            until(() -> seen.size() == 50, () -> poll(c, seen));
            c.commitSync();
            int coordinator = admin.describeConsumerGroups(List.of(group)).all().get().get(group).coordinator().id();
            cluster.stopBroker(coordinator);
            try {
                produce(topic, 50, 80);
                until(() -> seen.size() == 80, () -> poll(c, seen));
                commit(c);
            } finally {
                cluster.startBroker(coordinator);
            }
        }
        assertThat(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(OffsetAndMetadata::offset).sum()).isEqualTo(80);
    }

    private static void commit(KafkaConsumer<String, String> c) {
        try {
            c.commitSync(Duration.ofSeconds(30));
        } catch (TimeoutException e) {
            throw new AssertionError("the commit found no coordinator", e);
        }
    }

    @Test
    void aTransactionIsSeenWholeOrNotAtAll() throws Exception {
        String in = topic(1);
        String out = topic(2);
        String group = "g" + UUID.randomUUID();
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(),
                "transactional.id", "x" + UUID.randomUUID());
        try (KafkaProducer<String, String> p = new KafkaProducer<>(settings, new StringSerializer(),
                new StringSerializer());
                KafkaConsumer<String, String> c = consumer(group, "classic")) {
            c.subscribe(List.of(in));
            until(() -> c.assignment().size() == 1, () -> c.poll(Duration.ofMillis(100)));
            p.initTransactions();
            p.beginTransaction();
            for (int i = 0; i < 10; i++) p.send(new ProducerRecord<>(out, "k" + i, "aborted" + i));
            p.flush();
            p.abortTransaction();
            p.beginTransaction();
            for (int i = 0; i < 10; i++) p.send(new ProducerRecord<>(out, "k" + i, "committed" + i));
            p.sendOffsetsToTransaction(Map.of(new TopicPartition(in, 0), new OffsetAndMetadata(7)),
                    c.groupMetadata());
            p.commitTransaction();
        }
        Map<String, Object> reading = consumerOf("r" + UUID.randomUUID(), "classic");
        reading.put("isolation.level", "read_committed");
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<String, String> c = new KafkaConsumer<>(reading, new StringDeserializer(),
                new StringDeserializer())) {
            c.subscribe(List.of(out));
            until(() -> seen.size() >= 10, () -> poll(c, seen));
        }
        assertThat(seen).hasSize(10).allMatch(v -> v.startsWith("committed"));
        assertThat(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get()
                .get(new TopicPartition(in, 0)).offset()).isEqualTo(7);
        assertThat(admin.listTransactions().all().get()).isNotEmpty();
    }

    /** The records of one transaction come while the markers of the one before are still on their way. */
    @Test
    void transactionsFollowEachOtherWithoutAPause() throws Exception {
        String out = topic(2);
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(),
                "transactional.id", "x" + UUID.randomUUID());
        try (KafkaProducer<String, String> p = new KafkaProducer<>(settings, new StringSerializer(),
                new StringSerializer())) {
            p.initTransactions();
            for (int i = 0; i < 200; i++) {
                p.beginTransaction();
                for (int k = 0; k < 4; k++) p.send(new ProducerRecord<>(out, "k" + k, i + "-" + k));
                p.flush();
                if (i % 4 == 0) p.abortTransaction();
                else p.commitTransaction();
            }
        }
        Map<String, Object> reading = consumerOf("r" + UUID.randomUUID(), "classic");
        reading.put("isolation.level", "read_committed");
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<String, String> c = new KafkaConsumer<>(reading, new StringDeserializer(),
                new StringDeserializer())) {
            c.subscribe(List.of(out));
            until(() -> seen.size() >= 600, () -> poll(c, seen));
        }
        assertThat(seen).hasSize(600).noneMatch(v -> Integer.parseInt(v.substring(0, v.indexOf('-'))) % 4 == 0);
    }
}
