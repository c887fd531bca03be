package io.odradek.bench.console;

import io.odradek.console.EngineLogs;
import io.odradek.console.audit.AuditLog;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Filter;
import io.odradek.console.record.Limits;
import io.odradek.console.record.RecordService;
import io.odradek.console.record.Slice;
import io.odradek.console.record.Start;
import io.odradek.engine.EmbeddedCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How many records a second a search reads: next to the log, by the console's own consumer, and what a bare stock
 * consumer reads that looks for nothing. One broker in this process; the needle is in the last record.
 */
final class Search {

    private static final int VALUE_BYTES = 200;
    private static final String NEEDLE = "the needle";

    private final Figures figures;
    private final int records;
    private final int partitions;
    private final String codec;
    private final int rounds;

    Search(Figures figures, int records, int partitions, String codec, int rounds) {
        this.figures = figures;
        this.records = records;
        this.partitions = partitions;
        this.codec = codec;
        this.rounds = rounds;
    }

    void run(Path data) throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(1, data, "127.0.0.1", 0,
                Map.of()))) {
            String servers = cluster.bootstrapServers();
            fill(servers);
            try (Clusters clusters = new Clusters(List.of(new ClusterSpec("near", servers, true, Map.of()),
                    new ClusterSpec("client", servers, false, Map.of())))) {
                clusters.near("near", new EngineLogs(cluster));
                RecordService service = new RecordService(clusters, new AuditLog());
                // The first round is the compiler's, and is not counted; expressions take long enough to do without.
                for (int round = 0; round <= rounds; round++) {
                    boolean counts = round > 0;
                    measure(counts, "bare stock consumer", () -> bare(servers));
                    measure(counts, "text, next to the log", () -> search(service, "near", Filter.text(NEEDLE)));
                    measure(counts, "text, by a consumer", () -> search(service, "client", Filter.text(NEEDLE)));
                    if (counts && round < 3) {
                        Filter expression = Filter.typed("= size > 1000 || valueText == 'the needle'");
                        measure(counts, "CEL, next to the log", () -> search(service, "near", expression));
                        measure(counts, "CEL, by a consumer", () -> search(service, "client", expression));
                    }
                }
            }
        }
    }

    private interface Work {
        long run() throws Exception;
    }

    private void measure(boolean counts, String name, Work work) throws Exception {
        double cpu = Figures.cpuSeconds();
        long began = System.nanoTime();
        long read = work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        cpu = Figures.cpuSeconds() - cpu;
        if (read != records) {
            throw new IllegalStateException(name + " read " + read + " of " + records + " records");
        }
        if (counts) {
            String what = "search " + records + " x " + VALUE_BYTES + " B, " + partitions + " partition(s), " + codec
                    + ": " + name;
            figures.add(what, "records/s", read / seconds);
            figures.add(what, "CPU s", cpu);
        }
    }

    private void fill(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("hay", partitions, (short) 1))).all().get();
        }
        Map<String, Object> properties = new HashMap<>(Map.of("bootstrap.servers", servers, "linger.ms", "10",
                "batch.size", "65536", "compression.type", codec, "buffer.memory", "67108864"));
        Random random = new Random(1);
        byte[][] values = new byte[1_000][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new byte[VALUE_BYTES];
            for (int b = 0; b < VALUE_BYTES; b++) {
                values[i][b] = (byte) ("abcdefghijklmnopqrstuvwxyz 0123456789,.".charAt(random.nextInt(39)));
            }
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records - 1; i++) {
                producer.send(new ProducerRecord<>("hay", i % partitions, null, values[i % values.length]));
            }
            producer.flush();
            producer.send(new ProducerRecord<>("hay", 0, null, NEEDLE.getBytes(StandardCharsets.UTF_8))).get();
        }
    }

    private long search(RecordService service, String through, Filter filter) {
        Limits limits = new Limits(10, Long.MAX_VALUE >> 1, Long.MAX_VALUE >> 1, 600_000, 4_096);
        Slice slice = service.browse(through, new Browse("hay", new Start.Oldest(), Set.of(), filter, limits, "", "",
                "", false));
        if (slice.records().size() != 1) {
            throw new IllegalStateException("found " + slice.records().size() + " records");
        }
        return slice.scanned();
    }

    /** As quick as a stock consumer reads, with its own defaults but for the size of what it asks for at once. */
    private long bare(String servers) {
        Map<String, Object> properties = Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest",
                "max.poll.records", "5000", "max.partition.fetch.bytes", "4194304");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, partitions).mapToObj(p -> new TopicPartition("hay", p)).toList());
            long read = 0;
            while (read < records) {
                read += consumer.poll(Duration.ofSeconds(1)).count();
            }
            return read;
        }
    }
}
