package io.odradek.bench.torture;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * A consumer of all partitions by assignment that reads along. What it has seen can never be taken back: it has no way
 * to start anew, so a high watermark that goes back below its position is a complaint.
 */
final class Follower implements AutoCloseable {
    private final String name;
    private final Journal journal;
    private final AtomicLongArray next;
    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private final Thread thread;

    Follower(String name, String bootstrap, String topic, Journal journal) {
        this.name = name;
        this.journal = journal;
        this.next = new AtomicLongArray(journal.partitions());
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "none",
                "enable.auto.commit", "false", "request.timeout.ms", "5000", "default.api.timeout.ms", "60000",
                "reconnect.backoff.max.ms", "500", "max.poll.records", "5000");
        consumer = new KafkaConsumer<>(config, new ByteBufferDeserializer(), new ByteBufferDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int p = 0; p < journal.partitions(); p++) all.add(new TopicPartition(topic, p));
        consumer.assign(all);
        all.forEach(p -> consumer.seek(p, 0));
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    private void run() {
        try (consumer) {
            while (true) {
                try {
                    consumer.poll(Duration.ofMillis(500)).forEach(this::take);
                } catch (RetriableException e) {
                    // Asked again.
                }
            }
        } catch (WakeupException e) {
            // The run is over.
        } catch (RuntimeException e) {
            journal.complain(name + " could not go on: " + e);
        }
    }

    private void take(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        int p = record.partition();
        long expected = next.get(p);
        if (record.offset() != expected) {
            journal.complain(name + " got offset " + record.offset() + " of " + p + " and not " + expected);
        }
        journal.read(name, p, record.offset(), record.value().getLong(0));
        next.set(p, record.offset() + 1);
    }

    /** How many it has read of a partition. */
    long read(int partition) {
        return next.get(partition);
    }

    /** True when it has read all that was acknowledged. */
    boolean caughtUp() {
        for (int p = 0; p < journal.partitions(); p++) if (next.get(p) < journal.acknowledged(p)) return false;
        return true;
    }

    boolean going() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
