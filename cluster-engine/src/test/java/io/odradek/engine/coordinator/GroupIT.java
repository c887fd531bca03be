package io.odradek.engine.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
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
    private static final String COOPERATIVE = "cooperative";

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
        boolean classic = !protocol.equals("consumer");
        Map<String, Object> c = new HashMap<>(Map.of("bootstrap.servers", cluster.bootstrapServers(),
                "group.id", group, "group.protocol", classic ? "classic" : protocol, "auto.offset.reset", "earliest",
                "enable.auto.commit", "false"));
        if (classic) c.putAll(Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "500"));
        if (protocol.equals(COOPERATIVE)) {
            c.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        }
        return c;
    }

    /** Collects how many partitions a consumer gives back at a time. */
    private static ConsumerRebalanceListener revocations(List<Integer> into) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                into.add(partitions.size());
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {}

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        };
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

    @SafeVarargs
    private static void poll(Set<String> into, KafkaConsumer<String, String>... all) {
        for (KafkaConsumer<String, String> c : all) {
            for (ConsumerRecord<String, String> r : c.poll(Duration.ofMillis(100))) into.add(r.value());
        }
    }

    /** Until so many records have come. */
    @SafeVarargs
    private static void read(int count, Set<String> into, KafkaConsumer<String, String>... all) {
        until(() -> into.size() >= count, () -> poll(into, all));
    }

    /** Until each of them has so many partitions. */
    @SafeVarargs
    private static void share(int each, Set<String> into, KafkaConsumer<String, String>... all) {
        until(() -> Stream.of(all).allMatch(c -> c.assignment().size() == each), () -> poll(into, all));
    }

    private static KafkaProducer<String, String> transactional() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id",
                "x" + UUID.randomUUID()), new StringSerializer(), new StringSerializer());
    }

    /** What a reader of committed records sees, as soon as it is so much. */
    private static Set<String> committed(String topic, int count) {
        Map<String, Object> reading = consumerOf("r" + UUID.randomUUID(), "classic");
        reading.put("isolation.level", "read_committed");
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<String, String> c = new KafkaConsumer<>(reading, new StringDeserializer(),
                new StringDeserializer())) {
            c.subscribe(List.of(topic));
            read(count, seen, c);
        }
        return seen;
    }

    private static int members(String group) {
        return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)
                .toCompletionStage().toCompletableFuture().join().members().size();
    }

    private static long committedSum(String group) {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().toCompletionStage()
                .toCompletableFuture().join().values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", COOPERATIVE, "consumer"})
    void twoMembersShareATopicAndOneTakesOver(String protocol) throws Exception {
        String topic = topic(4);
        String group = "g-" + protocol + UUID.randomUUID();
        produce(topic, 0, 200);
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<String, String> one = consumer(group, protocol)) {
            List<Integer> revoked = new ArrayList<>();
            one.subscribe(List.of(topic), revocations(revoked));
            read(200, seen, one);
            one.commitSync();
            KafkaConsumer<String, String> two = consumer(group, protocol);
            two.subscribe(List.of(topic));
            share(2, seen, one, two);
            assertThat(Collections.max(revoked)).as("what moves is given back, all of it by who rejoins with nothing")
                    .isEqualTo(protocol.equals("classic") ? 4 : 2);
            produce(topic, 200, 300);
            read(300, seen, one, two);
            one.commitSync();
            two.commitSync();
            two.close();
            share(4, seen, one);
            one.commitSync();
        }
        assertThat(committedSum(group)).isEqualTo(300);
        // Whoever closes does not wait for the answer to its leaving.
        until(() -> members(group) == 0, Thread::onSpinWait);
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
            read(40, seen, old);
            old.commitSync();
            KafkaConsumer<String, String> fresh = consumer(group, "consumer");
            fresh.subscribe(List.of(topic));
            share(2, seen, old, fresh);
            produce(topic, 40, 80);
            read(80, seen, old, fresh);
            fresh.close();
            share(4, seen, old);
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
            read(50, seen, c);
            c.commitSync();
            int coordinator = admin.describeConsumerGroups(List.of(group)).all().get().get(group).coordinator().id();
            cluster.stopBroker(coordinator);
            try {
                produce(topic, 50, 80);
                read(80, seen, c);
                commit(c);
            } finally {
                cluster.startBroker(coordinator);
            }
        }
        assertThat(committedSum(group)).isEqualTo(80);
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
        try (KafkaProducer<String, String> p = transactional();
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
        assertThat(committed(out, 10)).hasSize(10).allMatch(v -> v.startsWith("committed"));
        // The marker that makes it count is written after the commit was answered.
        until(() -> committedSum(group) == 7, Thread::onSpinWait);
        assertThat(admin.listTransactions().all().get()).isNotEmpty();
    }

    /** The records of one transaction come while the markers of the one before are still on their way. */
    @Test
    void transactionsFollowEachOtherWithoutAPause() throws Exception {
        String out = topic(2);
        try (KafkaProducer<String, String> p = transactional()) {
            p.initTransactions();
            for (int i = 0; i < 200; i++) {
                p.beginTransaction();
                for (int k = 0; k < 4; k++) p.send(new ProducerRecord<>(out, "k" + k, i + "-" + k));
                p.flush();
                if (i % 4 == 0) p.abortTransaction();
                else p.commitTransaction();
            }
        }
        assertThat(committed(out, 600)).hasSize(600)
                .noneMatch(v -> Integer.parseInt(v.substring(0, v.indexOf('-'))) % 4 == 0);
    }
}
