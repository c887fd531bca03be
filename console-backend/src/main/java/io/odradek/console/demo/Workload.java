package io.odradek.console.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customers look at pages, order and move house: some twenty records a second, with a burst of page views each half
 * minute. Keys are customers, so that
 * each one's records stay in order; addresses are compacted. A Streams program dispatches the orders.
 */
public final class Workload implements AutoCloseable {

    private static final int TICK_MS = 250;
    private static final int BURST_EVERY_TICKS = 120;
    private static final int BURST_TICKS = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Workload.class);

    private final String bootstrapServers;
    private final Random random = new Random(42);
    private final Shop shop = new Shop(random);
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("demo").daemon().factory());
    private final List<Reading> readings = new ArrayList<>();
    private Producer<String, String> producer;
    private DispatchProcess dispatch;
    private long tick;

    public Workload(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Makes the topics that are not there and begins. Blocks until the topics are there. */
    public void start() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "demo-setup"))) {
            create(admin, "orders", 6, Map.of("retention.ms", "604800000"));
            create(admin, "addresses", 6, Map.of("cleanup.policy", "compact"));
            create(admin, "cities", 1, Map.of("cleanup.policy", "compact"));
            create(admin, "dispatch-labels", 6, Map.of("retention.ms", "604800000"));
            create(admin, "orders-by-city", 3, Map.of("cleanup.policy", "compact,delete"));
            create(admin, "page-views", 6, Map.of("retention.ms", "86400000", "compression.type", "producer"));
        }
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "client.id", "demo-shop",
                "linger.ms", 20,
                "compression.type", "gzip", "enable.idempotence", false), new StringSerializer(),
                new StringSerializer());
        readings.add(new Reading(bootstrapServers, "demo-billing", List.of("orders")));
        readings.add(new Reading(bootstrapServers, "demo-printers", List.of("dispatch-labels")));
        readings.add(new Reading(bootstrapServers, "demo-printers", List.of("dispatch-labels")));
        readings.add(new Reading(bootstrapServers, "demo-statistics", List.of("page-views")));
        readings.forEach(Reading::start);
        shop.cities().forEach(c -> send("cities", c));
        dispatch = DispatchProcess.start(bootstrapServers);
        clock.scheduleAtFixedRate(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private static void create(Admin admin, String topic, int partitions, Map<String, String> configs)
            throws InterruptedException {
        try {
            NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs);
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("demo topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
            }
        }
    }

    private void tick() {
        try {
            boolean burst = tick++ % BURST_EVERY_TICKS < BURST_TICKS;
            int views = burst ? 20 + random.nextInt(20) : 2 + random.nextInt(3);
            for (int i = 0; i < views; i++) {
                send("page-views", shop.pageView());
            }
            if (random.nextInt(4) < (burst ? 4 : 3)) {
                send("orders", shop.order());
            }
            if (random.nextInt(8) == 0) {
                send("addresses", shop.address());
            }
        } catch (RuntimeException e) {
            // The cluster is away for a moment, or being broken on purpose: the shop stays open.
            LOG.debug("demo record not sent", e);
        }
    }

    private void send(String topic, Shop.Message message) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, message.key(), message.value());
        message.headers().forEach((name, value) ->
                record.headers().add(name, value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        producer.send(record, (_, failure) -> {
            if (failure != null) {
                LOG.debug("demo record not acknowledged", failure);
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
        readings.forEach(Reading::close);
        if (dispatch != null) {
            dispatch.close();
        }
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
