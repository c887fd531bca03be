package io.odradek.engine.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a stock Java client does all day, given the bootstrap servers. Written against what the clients 3.9 and 4.x have
 * in common,
 * and with nothing but them and the JDK, so that it can be loaded beside either.
 */
public final class ClientScenario implements Consumer<String> {
    private static final int RECORDS = 60;
    private static final int PATIENCE_S = 60;
    private static final long FIRST_MS = 1_700_000_000_000L;

    private final Random random = new Random(11);
    /** Other runs on the same cluster have other topics. */
    private final String prefix = UUID.randomUUID() + "-";
    private Map<String, Object> base;

    @Override
    public void accept(String bootstrap) {
        base = Map.of("bootstrap.servers", bootstrap);
        try (Admin admin = Admin.create(base)) {
            check(admin.describeCluster().nodes().get(PATIENCE_S, TimeUnit.SECONDS).size() == 3, "three brokers");
            for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) roundTrip(admin, codec);
            everyAcks(admin);
            moreAndNoTopic(admin);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void roundTrip(Admin admin, String codec) throws Exception {
        String topic = prefix + codec;
        admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(PATIENCE_S, TimeUnit.SECONDS);
        List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) sent.add(record(topic, i));
        produce(sent, Map.of("compression.type", codec, "linger.ms", "20"));
        List<ConsumerRecord<byte[], byte[]>> got = consume(topic, RECORDS);
        for (int partition = 0; partition < 2; partition++) {
            int p = partition;
            List<ProducerRecord<byte[], byte[]>> in = sent.stream().filter(r -> r.partition() == p).toList();
            List<ConsumerRecord<byte[], byte[]>> out = got.stream().filter(r -> r.partition() == p).toList();
            check(in.size() == out.size(), "as many records");
            for (int i = 0; i < in.size(); i++) same(in.get(i), out.get(i), i);
        }
        offsets(admin, topic);
    }

    private ProducerRecord<byte[], byte[]> record(String topic, int number) {
        byte[] value = number % 20 == 7 ? null : new byte[number == 30 ? 700_000 : random.nextInt(3_000)];
        if (value != null) random.nextBytes(value);
        byte[] key = number % 3 == 0 ? null : ("key-" + number).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> made = new ProducerRecord<>(topic, number % 2, FIRST_MS + number, key, value);
        for (int i = 0; i < number % 4; i++) made.headers().add("h" + i, new byte[] {(byte) number, (byte) i});
        return made;
    }

    private List<RecordMetadata> produce(List<ProducerRecord<byte[], byte[]>> records, Map<String, Object> more)
            throws Exception {
        Map<String, Object> config = new HashMap<>(base);
        config.putAll(more);
        List<RecordMetadata> stored = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> each : records) sent.add(producer.send(each));
            for (Future<RecordMetadata> each : sent) stored.add(each.get(PATIENCE_S, TimeUnit.SECONDS));
        }
        return stored;
    }

    private List<ConsumerRecord<byte[], byte[]>> consume(String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> got = new ArrayList<>();
        Map<String, Object> config = new HashMap<>(base);
        config.put("check.crcs", "true");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            while (got.size() < count) {
                check(System.nanoTime() < deadline, "all " + count + " records, got " + got.size());
                consumer.poll(Duration.ofMillis(200)).forEach(got::add);
            }
        }
        return got;
    }

    private static void same(ProducerRecord<byte[], byte[]> in, ConsumerRecord<byte[], byte[]> out, int offset) {
        check(out.offset() == offset, "offset " + offset);
        check(Arrays.equals(in.key(), out.key()), "key of " + offset);
        check(Arrays.equals(in.value(), out.value()), "value of " + offset);
        check(in.timestamp() == out.timestamp(), "timestamp of " + offset);
        check(in.headers().equals(out.headers()), "headers of " + offset);
    }

    private static void offsets(Admin admin, String topic) throws Exception {
        TopicPartition odd = new TopicPartition(topic, 1);
        long last = RECORDS / 2;
        check(offset(admin, odd, OffsetSpec.earliest()).offset() == 0, "earliest");
        check(offset(admin, odd, OffsetSpec.latest()).offset() == last, "latest");
        check(offset(admin, odd, OffsetSpec.maxTimestamp()).offset() == last - 1, "largest timestamp");
        // Partition 1 holds the odd numbers: 21 is the first at or after 20, and the eleventh there.
        ListOffsetsResult.ListOffsetsResultInfo at = offset(admin, odd, OffsetSpec.forTimestamp(FIRST_MS + 20));
        check(at.offset() == 10 && at.timestamp() == FIRST_MS + 21, "offset by time, not " + at);
        check(offset(admin, odd, OffsetSpec.forTimestamp(FIRST_MS + 1_000)).offset() == -1, "nothing so late");
    }

    private static ListOffsetsResult.ListOffsetsResultInfo offset(Admin admin, TopicPartition partition,
            OffsetSpec spec) throws Exception {
        return admin.listOffsets(Map.of(partition, spec)).partitionResult(partition).get(PATIENCE_S, TimeUnit.SECONDS);
    }

    private void everyAcks(Admin admin) throws Exception {
        String topic = prefix + "acks";
        admin.createTopics(List.of(new NewTopic(topic, 2, (short) 3))).all().get(PATIENCE_S, TimeUnit.SECONDS);
        // Without acks last: a leader that has not heard of its partition yet takes nothing, and nobody is told.
        for (String acks : List.of("all", "1", "0")) {
            List<ProducerRecord<byte[], byte[]>> ten = new ArrayList<>();
            byte[] value = acks.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 10; i++) ten.add(new ProducerRecord<>(topic, i % 2, null, value));
            List<RecordMetadata> stored =
                produce(ten, Map.of("acks", acks, "enable.idempotence", Boolean.toString(acks.equals("all"))));
            check(stored.stream().allMatch(m -> m.hasOffset() != acks.equals("0")), "offsets told with acks=" + acks);
        }
        check(consume(topic, 30).size() == 30, "thirty");
    }

    private void moreAndNoTopic(Admin admin) throws Exception {
        String topic = prefix + "acks";
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4))).all().get(PATIENCE_S, TimeUnit.SECONDS);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (admin.describeTopics(List.of(topic)).allTopicNames().get(PATIENCE_S, TimeUnit.SECONDS).get(topic)
                .partitions().size() < 4) {
            check(System.nanoTime() < deadline, "four partitions");
        }
        admin.deleteTopics(List.of(topic, prefix + "none")).all().get(PATIENCE_S, TimeUnit.SECONDS);
        while (admin.listTopics().names().get(PATIENCE_S, TimeUnit.SECONDS).contains(topic)) {
            check(System.nanoTime() < deadline, "the topic is gone");
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) throw new AssertionError("expected: " + what);
    }
}
