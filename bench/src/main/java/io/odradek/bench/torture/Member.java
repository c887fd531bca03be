package io.odradek.bench.torture;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * A member of a consumer group that commits what it has read. Members may read again what another has read already, but
 * leave nothing out, and what was committed stays committed.
 */
final class Member implements AutoCloseable {
    /** What a group has done together, by partition. */
    static final class Progress {
        private final Map<Integer, Long> covered = new HashMap<>();
        private final Map<Integer, Long> committed = new HashMap<>();
    }

    private static final long COMMIT_NS = 500_000_000;

    private final String name;
    private final Journal journal;
    private final Progress group;
    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> own = new HashMap<>();
    private final Thread thread;

    Member(String name, String bootstrap, String topic, Journal journal, Progress group) {
        this.name = name;
        this.journal = journal;
        this.group = group;
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "group.id", "torture",
                "auto.offset.reset", "earliest", "enable.auto.commit", "false", "request.timeout.ms", "5000",
                "session.timeout.ms", "10000", "reconnect.backoff.max.ms", "500", "max.poll.records", "5000");
        consumer = new KafkaConsumer<>(config, new ByteBufferDeserializer(), new ByteBufferDeserializer());
        consumer.subscribe(List.of(topic), new Assigned());
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    private final class Assigned implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition p : partitions) {
                long position = consumer.position(p, Duration.ofSeconds(60));
                synchronized (group) {
                    long committed = group.committed.getOrDefault(p.partition(), 0L);
                    if (position < committed) {
                        journal.complain(name + " begins " + p + " at " + position + ", but " + committed
                                + " was committed");
                    }
                }
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(own::remove);
        }
    }

    private void run() {
        long committedNs = System.nanoTime();
        try (consumer) {
            while (true) {
                try {
                    consumer.poll(Duration.ofMillis(500)).forEach(this::take);
                    if (System.nanoTime() - committedNs > COMMIT_NS) {
                        committedNs = System.nanoTime();
                        commit();
                    }
                } catch (WakeupException e) {
                    throw e;
                } catch (KafkaException e) {
                    // Thrown out of the group, a coordinator that moves: joined and asked again.
                }
            }
        } catch (WakeupException e) {
            // The run is over.
        } catch (RuntimeException e) {
            journal.complain(name + " could not go on: " + e);
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> now = Map.copyOf(own);
        if (now.isEmpty()) return;
        consumer.commitSync(now, Duration.ofSeconds(20));
        synchronized (group) {
            now.forEach((p, o) -> group.committed.merge(p.partition(), o.offset(), Math::max));
        }
    }

    private void take(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        journal.read(name, record.partition(), record.offset(), record.value().getLong(0));
        synchronized (group) {
            long covered = group.covered.getOrDefault(record.partition(), 0L);
            if (record.offset() > covered) {
                journal.complain(name + " got " + record.offset() + " of " + record.partition()
                        + " before anybody got " + covered);
            }
            group.covered.merge(record.partition(), record.offset() + 1, Math::max);
        }
        own.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
    }

    /** True when the group has read all that was acknowledged. */
    boolean caughtUp() {
        synchronized (group) {
            for (int p = 0; p < journal.partitions(); p++) {
                if (group.covered.getOrDefault(p, 0L) < journal.acknowledged(p)) return false;
            }
            return true;
        }
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
