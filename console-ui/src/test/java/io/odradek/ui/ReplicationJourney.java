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

/** Replicas of a topic are watched while records come. The same on every cluster, as far as each tells. */
final class ReplicationJourney {
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    ReplicationJourney(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    /** A topic of two partitions, of so many replicas each, which move in the page. */
    void watch(int replicas) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("spindles", 2, (short) replicas))).all()
                    .get(30, TimeUnit.SECONDS);
        }
        browser.open("c/" + cluster + "/topics/spindles/replication");
        browser.until("document.querySelectorAll('live-replicas tbody').length === 2");
        browser.untilText("live-replicas .replicas-head", "high watermark 0");
        write(7);
        browser.untilText("live-replicas .replicas-head", "high watermark 7");
        browser.untilText("tr[data-key^=\"0@\"] .pill", "leader");
        browser.until("document.querySelectorAll('tr[data-key^=\"0@\"]').length === " + replicas);
        browser.until("document.querySelectorAll('#isr-timeline .timeline-line').length === 2 * " + replicas);
        browser.untilText("#isr-timeline .timeline-name", "Partition 1");
        browser.look(name + "-topic-replication");
        browser.screenshotNarrow(name + "-topic-replication");
        browser.open("c/" + cluster + "/topics/no-such-topic/replication");
        browser.untilText(".notice-problem", "no-such-topic");
    }

    private void write(int records) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                new HashMap<String, Object>(Map.of("bootstrap.servers", bootstrapServers)), new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>("spindles", 0, null, "turn " + i)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** The page of the cluster, where all is well. */
    void allIsWell() throws Exception {
        browser.open("c/" + cluster);
        browser.click("a[data-go=p]");
        browser.until("location.pathname === '/c/" + cluster + "/replication'");
        browser.untilText("#troubled .notice-empty", "Every replica is in sync");
        browser.examine(name + "-replication");
    }
}
