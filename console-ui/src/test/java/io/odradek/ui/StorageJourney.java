package io.odradek.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A compacted topic's segments and batches are looked into. For clusters in the same process. */
final class StorageJourney {
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    StorageJourney(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    void walk() throws Exception {
        write();
        browser.open("c/" + cluster);
        browser.click("a[data-go=d]");
        browser.until("location.pathname === '/c/" + cluster + "/storage'");
        browser.open("c/" + cluster + "/storage?q=bobbins");
        browser.until("document.querySelectorAll('#stored tr[data-key^=bobbins]').length === 1");
        browser.look(name + "-storage");
        browser.run("document.querySelector('#stored tr[data-key=bobbins-0] a').click()");
        segmentsAreListedWithWhatCompactionWouldKeep();
        batchesAreListed();
        whatIsNotThereIsSaid();
    }

    /** 40 batches of one record, of four keys, in segments of a few; no dirt is enough for the cleaner. */
    private void write() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        new HashMap<String, Object>(Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0,
                                "compression.type", "zstd")), new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("bobbins", 1, (short) 1).configs(Map.of("cleanup.policy",
                    "compact", "segment.bytes", "1024", "min.cleanable.dirty.ratio", "1",
                    "min.compaction.lag.ms", "0")))).all().get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 40; i++) {
                producer.send(new ProducerRecord<>("bobbins", 0, "key " + i % 4, "x".repeat(i * 3)))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private void segmentsAreListedWithWhatCompactionWouldKeep() throws Exception {
        browser.until("location.search.startsWith('?partition=0&broker=')");
        browser.until("document.querySelectorAll('#segments tr[data-key]').length >= 3");
        browser.untilText("#segments .pill", "written to");
        browser.click("#rehearse");
        browser.until("location.search.includes('compaction=true')");
        browser.untilText("#segments td", "0 records");
        browser.untilText(".tile", "Compaction would free");
    }

    private void batchesAreListed() throws Exception {
        browser.run("document.querySelector('#segments tr[data-key=\"0\"] a').click()");
        browser.until("location.search.includes('segment=0')");
        browser.untilText("#batches tr[data-key=\"0\"]", "zstd");
        browser.until("document.querySelectorAll('#batches tr[data-key]').length >= 2");
        browser.look(name + "-topic-storage");
        browser.screenshotNarrow(name + "-topic-storage");
    }

    private void whatIsNotThereIsSaid() {
        browser.open("c/" + cluster + "/topics/bobbins/storage?partition=9&broker=1");
        browser.untilText("#segments .notice-problem", "bobbins-9");
        browser.open("c/" + cluster + "/topics/bobbins/storage?partition=0&broker=99");
        browser.untilText("#segments .notice-problem", "99");
    }
}
