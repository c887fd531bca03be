package io.odradek.console.kafka;

import io.odradek.console.problem.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records, acknowledged by all in-sync replicas. Any thread that may block. */
public final class Writer implements AutoCloseable {

    /** Kafka's own default of a record is 1 MiB; a person may try one that a topic allows: 20 MiB. */
    private static final int RECORD_BYTES = 21 << 20;

    private static final int MANY_LINGER_MS = 5;

    private final Door door;
    private final Producer<byte[], byte[]> producer;

    /** @param many whether many are written in a row, whose order is kept then */
    Writer(Door door, boolean many) {
        this.door = door;
        Map<String, Object> properties = door.properties("writer");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        // One record at a time and waited for: there is no order to keep between retries.
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, many);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, many ? MANY_LINGER_MS : 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) Door.TIMEOUT_MS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Door.TIMEOUT_MS - 1_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Door.TIMEOUT_MS);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Where a record went. */
    public record Written(int partition, long offset, long timestampMs) {
    }

    /**
     * Sends and waits for the acknowledgement.
     *
     * @param partition   null to let the key decide
     * @param timestampMs null for now
     */
    public Written write(String topic, Integer partition, Long timestampMs, byte[] key, byte[] value,
            List<ReadRecord.Bytes> headers) {
        try {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, timestampMs, key, value);
            headers.forEach(header -> record.headers().add(header.name(), header.value()));
            RecordMetadata written = producer.send(record).get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
            return new Written(written.partition(), written.offset(), written.timestamp());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.problem(door.spec(), Sentence.of("Produce to {0}", topic), e);
        } catch (Exception e) {
            throw Failures.problem(door.spec(), Sentence.of("Produce to {0}", topic), e);
        }
    }

    /** A record to write. */
    public record Outgoing(String topic, Integer partition, Long timestampMs, byte[] key, byte[] value,
            List<ReadRecord.Bytes> headers) {
    }

    /**
     * Sends all, in this order, waits for all acknowledgements and answers their offsets; the first failure is thrown
     * when all are done.
     */
    public List<Long> write(List<Outgoing> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        for (Outgoing each : records) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(each.topic(), each.partition(),
                    each.timestampMs(), each.key(), each.value());
            each.headers().forEach(header -> record.headers().add(header.name(), header.value()));
            sent.add(producer.send(record));
        }
        Exception first = null;
        List<Long> offsets = new ArrayList<>(records.size());
        for (Future<RecordMetadata> each : sent) {
            try {
                offsets.add(each.get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS).offset());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failures.problem(door.spec(), Sentence.of("Produce"), e);
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw Failures.problem(door.spec(), Sentence.of("Produce to {0}", records.getFirst().topic()), first);
        }
        return offsets;
    }

    @Override
    public void close() {
        dispose();
    }

    void dispose() {
        producer.close(Duration.ofMillis(500));
    }
}
