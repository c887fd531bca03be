package io.odradek.engine.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that is in some topics, as a reader of committed records sees it; read on until it is enough. */
final class Harvest implements AutoCloseable {
    private static final long PATIENCE_MS = 90_000;

    private final KafkaConsumer<String, String> consumer;
    private final Map<String, Map<String, List<String>>> values = new TreeMap<>();

    Harvest(String bootstrap, List<String> topics) {
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed",
                "auto.offset.reset", "earliest", "enable.auto.commit", "false"), new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (String t : topics) {
            values.put(t, new HashMap<>());
            for (PartitionInfo p : consumer.partitionsFor(t)) all.add(new TopicPartition(t, p.partition()));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Values by key, in order, of one topic so far. */
    Map<String, List<String>> of(String topic) {
        return values.get(topic);
    }

    int size(String topic) {
        return of(topic).values().stream().mapToInt(List::size).sum();
    }

    /** Reads until the condition holds. */
    void until(Predicate<Harvest> enough) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (!enough.test(this)) {
            if (System.nanoTime() > end) throw new AssertionError("not in time: " + this);
            for (ConsumerRecord<String, String> r : consumer.poll(Duration.ofMillis(100))) {
                of(r.topic()).computeIfAbsent(r.key(), k -> new ArrayList<>()).add(r.value());
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder b = new StringBuilder();
        values.forEach((t, v) -> b.append(t).append('=').append(size(t)).append(' '));
        return b.toString();
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(1));
    }
}
