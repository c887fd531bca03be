package io.odradek.bench.torture;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteBufferSerializer;

/** The stock producer, idempotent and with acks=all, at a fixed rate over all partitions in turn. */
final class Load implements AutoCloseable {
    /** The number, and some body around it. */
    private static final int RECORD_BYTES = 120;
    private static final long BEAT_NS = TimeUnit.MILLISECONDS.toNanos(2);
    /** No fault lasts as long; a record that is given up all the same is a complaint. */
    private static final int PATIENCE_MS = 180_000;

    private final String topic;
    private final Journal journal;
    private final int rate;
    private final KafkaProducer<ByteBuffer, ByteBuffer> producer;
    private final Thread thread;
    private volatile boolean over;

    Load(String bootstrap, String topic, Journal journal, int rate) {
        this.topic = topic;
        this.journal = journal;
        this.rate = rate;
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", "true",
                "linger.ms", "5", "request.timeout.ms", "5000", "delivery.timeout.ms", PATIENCE_MS,
                "max.block.ms", PATIENCE_MS, "reconnect.backoff.max.ms", "500", "retry.backoff.max.ms", "500");
        producer = new KafkaProducer<>(config, new ByteBufferSerializer(), new ByteBufferSerializer());
        thread = Thread.ofPlatform().name("load").start(this::run);
    }

    private void run() {
        long begin = System.nanoTime();
        long done = 0;
        try {
            while (!over) {
                long due = (System.nanoTime() - begin) / 1_000 * rate / 1_000_000;
                // What could not be sent while nobody took it is not made up for: the rate stays the rate.
                if (due - done > rate) begin += (due - done) * 1_000_000_000L / rate;
                else for (; done < due && !over; done++) send((int) (done % journal.partitions()));
                LockSupport.parkNanos(BEAT_NS);
            }
            producer.flush();
        } catch (RuntimeException e) {
            journal.complain("the producer gave up: " + e);
        }
    }

    private void send(int partition) {
        long number = journal.next(partition);
        ByteBuffer value = ByteBuffer.allocate(RECORD_BYTES).putLong(0, number);
        producer.send(new ProducerRecord<>(topic, partition, null, value), (where, failure) -> {
            if (failure == null) journal.acknowledged(partition, number, where.offset());
            else journal.complain("record " + number + " of partition " + partition + " was refused: " + failure);
        });
    }

    /** Stops sending and waits until everything is acknowledged. */
    void finish() throws InterruptedException {
        over = true;
        thread.join(PATIENCE_MS);
        if (thread.isAlive()) journal.complain("not everything was acknowledged within " + PATIENCE_MS + " ms");
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
        producer.close(Duration.ofSeconds(1));
    }
}
