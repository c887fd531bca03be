package io.odradek.ui;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Pictures of every page, as wide as a telephone and as a wall, by day and by night: to be seen. */
final class PictureJourney {
    private static final Map<String, int[]> SIZES = Map.of("360", new int[] {360, 800}, "1440", new int[] {1440, 900},
            "4k", new int[] {3840, 2160});
    private static final List<String> PAGES = List.of("", "/brokers", "/brokers/1", "/brokers/1/partitions",
            "/brokers/1/disks", "/brokers/1/requests", "/brokers/1/clients", "/topics", "/topics/orders",
            "/topics/orders/groups", "/topics/orders/producers", "/topics/orders/configuration",
            "/topics/orders/messages", "/topics/orders/messages?r=0:0", "/topics/orders/messages?live=true",
            "/topics/orders/replication", "/topics/orders/storage",
            "/topics/orders/storage?partition=0&broker=1&segment=0", "/groups", "/groups/billing",
            "/groups/billing/members", "/reassign", "/reassign?goal=drain&n=1", "/streams", "/streams/word-count",
            "/transactions", "/replication", "/storage", "/zookeeper?path=/brokers/ids/1", "/control", "/clusters",
            "/users", "/audit", "/topics?q=nothing-is-called-that", "/topics/nothing-is-called-that", "/nowhere");
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;

    PictureJourney(Browser browser, String cluster, String bootstrapServers) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
    }

    void walk(String language) throws Exception {
        write();
        new StreamsJourney(browser, cluster, "pictures").walk();
        try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers,
                "group.id", "billing", "client.id", "billing-1", "group.protocol", "consumer", "enable.auto.commit",
                false), new StringDeserializer(), new StringDeserializer())) {
            reader.subscribe(List.of("orders"));
            while (reader.assignment().size() < 3) {
                reader.poll(Duration.ofMillis(50));
            }
            reader.commitSync(Map.of(new TopicPartition("orders", 0), new OffsetAndMetadata(3),
                    new TopicPartition("orders", 1), new OffsetAndMetadata(10), new TopicPartition("orders", 2),
                    new OffsetAndMetadata(20)));
            browser.run("document.cookie = 'odradek.language=" + language + "; path=/'");
            for (String page : PAGES) {
                picture(page, language);
            }
        }
        browser.run("document.cookie = 'odradek.language=en; path=/'");
        browser.size(1400, 900);
    }

    private void write() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        new HashMap<String, Object>(Map.of("bootstrap.servers", bootstrapServers)),
                        new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("orders", Optional.of(3), Optional.of((short) 3)))).all()
                    .get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 60; i++) {
                producer.send(new ProducerRecord<>("orders", i % 3, "customer-" + i % 7, "{\"order\":" + i
                        + ",\"items\":[{\"sku\":\"spool\",\"count\":2}],\"paid\":true,\"note\":\"실과 바늘\"}"));
            }
        }
    }

    private void picture(String page, String language) {
        String name = "every-" + (page.isEmpty() ? "overview" : page.substring(1).replaceAll("\\W+", "-"));
        SIZES.forEach((width, size) -> {
            browser.size(size[0], size[1]);
            browser.open("c/" + cluster + page);
            browser.until("document.querySelector('.page') && !document.querySelector('.page .loading')");
            for (String theme : List.of("light", "dark")) {
                browser.theme(theme);
                browser.settle();
                browser.screenshot(name + "-" + language + "-" + width + "-" + theme);
            }
        });
    }
}
