package io.odradek.console.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consumer, in the group of its name, that reads topics from their ends on, on a thread of its own. */
final class Reading implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private final String name;
    private final List<String> topics;
    private final Consumer<String, String> consumer;
    private final Thread thread;
    private volatile boolean closed;

    Reading(String bootstrapServers, String name, List<String> topics) {
        this.name = name;
        this.topics = topics;
        this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "client.id", name,
                "group.id", name, "group.protocol", "consumer", "auto.offset.reset", "latest"),
                new StringDeserializer(), new StringDeserializer());
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(topics);
            while (!closed) {
                consumer.poll(Duration.ofSeconds(1));
            }
        } catch (WakeupException e) {
            LOG.debug("{} ends", name);
        } catch (KafkaException e) {
            LOG.warn("{} ended: {}", name, e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }
}
