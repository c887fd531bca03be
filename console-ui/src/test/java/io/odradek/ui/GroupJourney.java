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

/** A group falls behind, is looked at, reset and deleted. The same on every cluster. */
final class GroupJourney {
    private static final int RECORDS = 20;

    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    GroupJourney(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    void walk() throws Exception {
        write();
        try (KafkaConsumer<String, String> weaver = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers,
                "group.id", "weavers", "client.id", "weaver-1", "group.protocol", "consumer", "enable.auto.commit",
                false), new StringDeserializer(), new StringDeserializer())) {
            weaver.subscribe(List.of("yarn"));
            while (weaver.assignment().size() < 2) {
                weaver.poll(Duration.ofMillis(50));
            }
            weaver.commitSync(Map.of(new TopicPartition("yarn", 0), new OffsetAndMetadata(RECORDS / 2 - 3),
                    new TopicPartition("yarn", 1), new OffsetAndMetadata(RECORDS / 2)));
            groupIsFoundWithItsLag();
            membersAreShown();
        }
        offsetsAreReset();
        groupIsDeletedByTypingItsName();
        emptyAndUnknownAreSaid();
    }

    private void write() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        new HashMap<String, Object>(Map.of("bootstrap.servers", bootstrapServers)),
                        new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("yarn", Optional.of(2), Optional.empty()))).all()
                    .get(30, TimeUnit.SECONDS);
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>("yarn", i % 2, null, "thread " + i)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    private void groupIsFoundWithItsLag() throws Exception {
        browser.open("c/" + cluster);
        browser.click("a[data-go=g]");
        browser.untilText("vaadin-grid-cell-content .row-link", "weavers");
        browser.open("c/" + cluster + "/groups?q=yarn&sort=lag&desc=true");
        browser.untilText("vaadin-grid-cell-content", "Stable");
        browser.until("[...document.querySelectorAll('vaadin-grid-cell-content')]"
                + ".some(c => c.textContent.trim() === '3')");
        browser.look(name + "-groups");
        browser.click("vaadin-grid-cell-content .row-link");
        browser.until("location.pathname === '/c/" + cluster + "/groups/weavers'");
        browser.until("document.querySelectorAll('tr[data-key^=yarn]').length === 2");
        browser.untilText("tr[data-key=\"yarn-0\"]", "weaver-1");
        browser.until("document.querySelector('live-chart canvas')");
        browser.look(name + "-group");
    }

    private void membersAreShown() throws Exception {
        browser.open("c/" + cluster + "/groups/weavers/members");
        browser.untilText(".member-assigned", "yarn 0, 1");
        browser.look(name + "-group-members");
        browser.click("#reset-offsets");
        browser.untilText(".plan-refusals", "has a member");
        browser.screenshot(name + "-reset-refused");
    }

    private void offsetsAreReset() throws Exception {
        browser.open("c/" + cluster + "/groups/weavers");
        browser.untilText(".tile", "Empty");
        browser.click("#reset-offsets");
        browser.untilText(".plan-steps", "yarn-0: 7 → 0 (−7)");
        browser.untilText(".command code", "--all-topics --reset-offsets --to-earliest --execute");
        browser.look(name + "-reset");
        browser.click("#reset-act");
        browser.until("document.querySelectorAll('tr[data-key=\"yarn-0\"] td')[4].textContent === '10'");
    }

    private void groupIsDeletedByTypingItsName() throws Exception {
        browser.click("#delete-group");
        browser.type(".confirm-field", "weavers");
        browser.look(name + "-group-delete");
        browser.click(".dialog-act");
        browser.until("location.pathname === '/c/" + cluster + "/groups'");
    }

    private void emptyAndUnknownAreSaid() {
        browser.open("c/" + cluster + "/groups?q=nobody-is-called-that");
        browser.untilText(".notice-empty", "No group has");
        browser.open("c/" + cluster + "/groups/nobody");
        browser.untilText(".notice-problem", "nobody");
    }
}
