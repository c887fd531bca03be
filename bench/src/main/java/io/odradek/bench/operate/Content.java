package io.odradek.bench.operate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics with a record in each partition, and a group that has read them. */
final class Content {
    static final String GROUP = "reader";
    private static final int TOPICS_A_REQUEST = 10;

    private Content() {
    }

    static void fill(String bootstrap, int topics, int partitionsOf, int replicas) throws Exception {
        List<TopicPartition> all = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", 180_000,
                "request.timeout.ms", 120_000))) {
            List<CreateTopicsResult> answers = new ArrayList<>();
            for (int first = 0; first < topics; first += TOPICS_A_REQUEST) {
                List<NewTopic> some = new ArrayList<>();
                for (int t = first; t < Math.min(first + TOPICS_A_REQUEST, topics); t++) {
                    some.add(new NewTopic("orders-of-shop-" + t, partitionsOf, (short) replicas));
                    for (int p = 0; p < partitionsOf; p++) all.add(new TopicPartition("orders-of-shop-" + t, p));
                }
                answers.add(admin.createTopics(some, new CreateTopicsOptions().timeoutMs(110_000)));
            }
            for (CreateTopicsResult answer : answers) created(answer);
        }
        produce(bootstrap, all);
        read(bootstrap, all);
    }

    private static void created(CreateTopicsResult answer) throws Exception {
        try {
            answer.all().get();
        } catch (ExecutionException e) {
            // The client asks again where it lost the answer.
            if (!(e.getCause() instanceof TopicExistsException)) throw e;
        }
    }

    private static void produce(String bootstrap, List<TopicPartition> all) throws Exception {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap,
                "delivery.timeout.ms", 180_000), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (TopicPartition p : all) {
                sent.add(producer.send(new ProducerRecord<>(p.topic(), p.partition(), null, new byte[100])));
            }
            for (Future<?> one : sent) one.get(3, TimeUnit.MINUTES);
        }
    }

    private static void read(String bootstrap, List<TopicPartition> all) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap,
                "group.id", GROUP, "enable.auto.commit", "false"), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Set<TopicPartition> seen = new HashSet<>();
            while (seen.size() < all.size()) {
                consumer.poll(Duration.ofSeconds(1)).forEach(r ->
                        seen.add(new TopicPartition(r.topic(), r.partition())));
            }
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            all.forEach(p -> offsets.put(p, new OffsetAndMetadata(1)));
            consumer.commitSync(offsets, Duration.ofMinutes(2));
        }
    }
}
