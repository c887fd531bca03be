package io.odradek.engine.client;

import static io.odradek.engine.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.Broker;
import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers under the stock client while one after the other goes away and comes back. */
@Timeout(180)
class ReplicationIT {
    private static final String TOPIC = "replicated";
    private static final int PARTITIONS = 3;
    private static final int RECORDS_A_ROUND = 400;

    @TempDir
    private Path data;

    @Test
    void acknowledgedRecordsAreKeptOnceAndInOrderWhileEveryBrokerIsKilledOnce() throws Exception {
        Map<String, String> config = Map.of("min.insync.replicas", "2", "default.replication.factor", "3",
                "zookeeper.session.timeout.ms", "4000");
        EmbeddedCluster.Options options = new EmbeddedCluster.Options(3, data, "127.0.0.1", 0, config);
        try (EmbeddedCluster cluster = EmbeddedCluster.start(options);
             Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
             KafkaProducer<Integer, Integer> producer = producer(cluster)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 3))).all().get(20, TimeUnit.SECONDS);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int id : cluster.brokers().stream().mapToInt(Broker::id).toArray()) {
                send(producer, sent);
                cluster.killBroker(id);
                send(producer, sent);
                for (Future<RecordMetadata> each : sent) each.get(60, TimeUnit.SECONDS);
                cluster.startBroker(id);
                until("all are in sync", () -> inSync(cluster) == 3 * PARTITIONS);
            }
            assertThat(read(cluster, sent.size())).containsExactlyElementsOf(
                    IntStream.range(0, sent.size()).boxed().toList());
        }
    }

    private static KafkaProducer<Integer, Integer> producer(EmbeddedCluster cluster) {
        Map<String, Object> p = Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all", "linger.ms", "5",
                "delivery.timeout.ms", "60000", "request.timeout.ms", "5000");
        return new KafkaProducer<>(p, new IntegerSerializer(), new IntegerSerializer());
    }

    private static void send(KafkaProducer<Integer, Integer> producer, List<Future<RecordMetadata>> sent) {
        for (int i = 0; i < RECORDS_A_ROUND; i++) {
            int number = sent.size();
            sent.add(producer.send(new ProducerRecord<>(TOPIC, number % PARTITIONS, number, number)));
        }
    }

    /** Asked by a new client each time, which may come to the broker that has just come back. */
    private static int inSync(EmbeddedCluster cluster) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            return admin.describeTopics(List.of(TOPIC)).allTopicNames().get(60, TimeUnit.SECONDS).get(TOPIC)
                    .partitions().stream().mapToInt(p -> p.isr().size()).sum();
        }
    }

    /** What the partitions hold, woven together again in the order it was sent. */
    private static List<Integer> read(EmbeddedCluster cluster, int count) {
        Map<Integer, List<Integer>> byPartition = new HashMap<>();
        int seen = 0;
        Map<String, Object> c = Map.of("bootstrap.servers", cluster.bootstrapServers(), "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<Integer, Integer> consumer = new KafkaConsumer<>(c, new IntegerDeserializer(),
                new IntegerDeserializer())) {
            consumer.assign(IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(TOPIC, p)).toList());
            int empty = 0;
            while (seen < count || empty < 2) {
                int before = seen;
                for (ConsumerRecord<Integer, Integer> r : consumer.poll(Duration.ofMillis(500))) {
                    byPartition.computeIfAbsent(r.partition(), _ -> new ArrayList<>()).add(r.value());
                    seen++;
                }
                empty = seen == before ? empty + 1 : 0;
                if (empty > 40) break;
            }
        }
        List<Integer> all = new ArrayList<>();
        for (int i = 0; all.size() < seen; i++) {
            for (int p = 0; p < PARTITIONS; p++) if (i < byPartition.get(p).size()) all.add(byPartition.get(p).get(i));
        }
        return all;
    }
}
