package io.odradek.ui;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A record of 20 MB is listed and opened; the one among a million that matches is found. */
final class SizeJourney {
    private static final int LARGE = 20 << 20;
    private static final int MILLION = 1_000_000;

    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;

    SizeJourney(Browser browser, String cluster, String bootstrapServers) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
    }

    void walk() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("whale", 1, (short) 1).configs(Map.of("max.message.bytes",
                    String.valueOf(LARGE + (1 << 20)))), new NewTopic("hay", 2, (short) 1))).all()
                    .get(30, TimeUnit.SECONDS);
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(new HashMap<>(Map.of("bootstrap.servers",
                bootstrapServers, "max.request.size", LARGE + (1 << 20), "linger.ms", 20, "batch.size", 1 << 18)),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("whale", "x".repeat(LARGE).getBytes(StandardCharsets.US_ASCII)))
                    .get(30, TimeUnit.SECONDS);
            byte[] hay = "a straw of no importance".getBytes(StandardCharsets.US_ASCII);
            byte[] needle = "the needle".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < MILLION; i++) {
                producer.send(new ProducerRecord<>("hay", i % 2, null, i == MILLION - 1 ? needle : hay));
            }
        }
        largeRecordIsListedAndOpened();
        needleIsFound();
    }

    private void largeRecordIsListedAndOpened() {
        browser.open("c/" + cluster + "/topics/whale/messages?r=0:0");
        browser.untilText("vaadin-grid-cell-content", "xxxx");
        browser.untilText(".payload-about", "20 MiB");
        browser.screenshot("embedded-large-record");
        // What is shown of it is bounded: the page stays light.
        browser.until("document.querySelector('.record-panel').textContent.length < 600000");
    }

    private void needleIsFound() {
        browser.open("c/" + cluster + "/topics/hay/messages?from=oldest&q=needle");
        browser.untilText("vaadin-grid-cell-content", "the needle");
        browser.untilText(".end-reason", "That is all there is");
        browser.untilText(".end-cost", "1,000,000 records");
    }
}
