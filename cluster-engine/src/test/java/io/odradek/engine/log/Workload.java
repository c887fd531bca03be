package io.odradek.engine.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a stock client writes to a broker, of everything that leaves traces on the disk; and reads from it again. */
final class Workload {
    static final List<TopicPartition> PARTITIONS = List.of(new TopicPartition("plain", 0),
            new TopicPartition("plain", 1), new TopicPartition("transactions", 0), new TopicPartition("compacted", 0));
    private static final String GROUP = "readers";

    private final String bootstrap;
    private int round;

    Workload(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** The same work against another broker. */
    static Workload next(Workload before, String bootstrap) {
        Workload made = new Workload(bootstrap);
        made.round = before.round;
        return made;
    }

    void createTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                    new NewTopic("plain", 2, (short) 1).configs(Map.of("segment.bytes", "1048576",
                            "index.interval.bytes", "1000")),
                    new NewTopic("transactions", 1, (short) 1),
                    new NewTopic("compacted", 1, (short) 1).configs(Map.of("cleanup.policy", "compact",
                            "segment.ms", "100", "min.cleanable.dirty.ratio", "0.01"))))
                    .all().get(30, TimeUnit.SECONDS);
        }
    }

    /** All codecs, headers, tombstones, idempotent and transactional producers, aborts, a committed group offset. */
    void write() throws Exception {
        round++;
        String big = "v".repeat(1000);
        for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            try (KafkaProducer<String, String> p = producer(Map.of("compression.type", codec, "batch.size", "4000"))) {
                for (int i = 0; i < 300; i++) {
                    ProducerRecord<String, String> r = new ProducerRecord<>("plain", i % 2, i % 7 == 0 ? null : "k" + i,
                            i % 11 == 0 ? null : codec + round + "-" + i + (i % 3 == 0 ? big : ""));
                    byte[] name = codec.getBytes(StandardCharsets.UTF_8);
                    if (i % 5 == 0) r.headers().add("codec", name).add("nothing", null);
                    p.send(r);
                }
            }
        }
        transactions();
        compacted();
        try (KafkaConsumer<String, String> c = consumer(Map.of("group.id", GROUP))) {
            c.commitSync(Map.of(PARTITIONS.getFirst(), new OffsetAndMetadata(10L + round, "round " + round)));
        }
    }

    private void transactions() {
        try (KafkaProducer<String, String> a = producer(Map.of("transactional.id", "a" + round));
             KafkaProducer<String, String> b = producer(Map.of("transactional.id", "b"))) {
            a.initTransactions();
            b.initTransactions();
            for (int t = 0; t < 6; t++) {
                a.beginTransaction();
                b.beginTransaction();
                for (int i = 0; i < 5; i++) {
                    a.send(new ProducerRecord<>("transactions", 0, "a" + t, "a" + round + "-" + i));
                    b.send(new ProducerRecord<>("transactions", 0, "b" + t, "b" + round + "-" + i));
                }
                a.flush();
                b.flush();
                if (t % 2 == 0) a.commitTransaction();
                else a.abortTransaction();
                if (t % 3 == 0) b.abortTransaction();
                else b.commitTransaction();
            }
        }
    }

    private void compacted() throws Exception {
        try (KafkaProducer<String, String> p = producer(Map.of())) {
            // segment.ms is over with one of the next sends: each goes alone.
            for (int i = 0; i < 200; i++) {
                p.send(new ProducerRecord<>("compacted", 0, "k" + i % 5, i % 50 == 3 ? null : "c" + round + "-" + i))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> p = new HashMap<>(Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "2"));
        p.putAll(more);
        return new KafkaProducer<>(p, new StringSerializer(), new StringSerializer());
    }

    private KafkaConsumer<String, String> consumer(Map<String, Object> more) {
        Map<String, Object> c = new HashMap<>(Map.of("bootstrap.servers", bootstrap));
        c.putAll(more);
        return new KafkaConsumer<>(c, new StringDeserializer(), new StringDeserializer());
    }

    /** Every record of every partition, as a line each, with its place and time; read_committed or read_uncommitted. */
    Map<TopicPartition, List<String>> read(String isolation) {
        Map<TopicPartition, List<String>> seen = new HashMap<>();
        for (TopicPartition p : PARTITIONS) seen.put(p, new ArrayList<>());
        try (KafkaConsumer<String, String> c = consumer(Map.of("isolation.level", isolation))) {
            c.assign(PARTITIONS);
            c.seekToBeginning(PARTITIONS);
            Map<TopicPartition, Long> ends = c.endOffsets(PARTITIONS);
            while (PARTITIONS.stream().anyMatch(p -> c.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, String> r : c.poll(Duration.ofMillis(200))) {
                    seen.get(new TopicPartition(r.topic(), r.partition())).add(line(r.offset(), r.timestamp(), r.key(),
                            r.value(), r.headers().toArray().length));
                }
            }
        }
        return seen;
    }

    static String line(long offset, long timestamp, String key, String value, int headers) {
        return offset + "@" + timestamp + " " + key + "=" + value + " h" + headers;
    }

    /** The last value of each key. */
    static Map<String, String> latest(List<String> lines) {
        Map<String, String> last = new TreeMap<>();
        for (String line : lines) {
            String record = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
            String value = record.substring(record.indexOf('=') + 1);
            last.put(record.substring(0, record.indexOf('=')), value);
        }
        last.values().removeIf("null"::equals);
        return last;
    }

    OffsetAndMetadata committed() {
        try (KafkaConsumer<String, String> c = consumer(Map.of("group.id", GROUP))) {
            return c.committed(Set.copyOf(PARTITIONS)).get(PARTITIONS.getFirst());
        }
    }

    int round() {
        return round;
    }
}
