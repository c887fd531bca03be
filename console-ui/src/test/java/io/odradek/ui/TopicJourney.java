package io.odradek.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic is looked into, grown, cloned, emptied and recreated, and several are configured and deleted at once. */
final class TopicJourney {
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    TopicJourney(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    void walk() throws Exception {
        write();
        tabsTellTheRest();
        grownClonedEmptiedRecreated();
        severalAtOnce();
    }

    private void write() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        new HashMap<String, Object>(Map.of("bootstrap.servers", bootstrapServers)),
                        new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("wool", Optional.of(2), Optional.empty()))).all()
                    .get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 4; i++) {
                producer.send(new ProducerRecord<>("wool", i % 2, null, "fleece " + i)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    private void tabsTellTheRest() throws Exception {
        browser.open("c/" + cluster + "/topics/wool/producers");
        browser.until("document.querySelector('tr[data-key^=\"0/\"]') || document.querySelector('.notice-partial')");
        browser.look(name + "-topic-producers");
        browser.open("c/" + cluster + "/topics/wool/groups");
        browser.untilText(".notice-empty", "No group reads it");
    }

    private void grownClonedEmptiedRecreated() throws Exception {
        browser.open("c/" + cluster + "/topics/wool");
        browser.click("#grow-topic");
        browser.type("#ask-field", "1");
        browser.until("document.querySelector('.plan-refusals li')");
        browser.type("#ask-field", "3");
        browser.untilText(".plan-steps", "from 2 to 3");
        browser.click("#form-act");
        browser.until("document.querySelectorAll('tr[data-key]').length === 3");
        browser.click("#trim-topic");
        browser.untilText(".plan-steps", "wool-0: begins at 2 instead of 0");
        browser.type(".confirm-field", "wool");
        browser.look(name + "-trim");
        browser.click("#form-act");
        browser.until("[...document.querySelectorAll('.tile')].some(t => t.textContent.startsWith('Messages0'))");
        browser.click("#clone-topic");
        browser.untilText(".plan-steps", "Create topic wool-copy");
        browser.click("#form-act");
        browser.until("location.pathname === '/c/" + cluster + "/topics/wool-copy'");
        browser.until("document.querySelectorAll('tr[data-key]').length === 3");
        String id = (String) browser.run("return [...document.querySelectorAll('.tile')].at(-1).textContent");
        browser.click("#recreate-topic");
        browser.type(".confirm-field", "wool-copy");
        browser.click(".dialog-act");
        browser.until("document.querySelectorAll('.tile').length && [...document.querySelectorAll('.tile')]"
                + ".at(-1).textContent !== '" + id + "'");
    }

    private void severalAtOnce() throws Exception {
        browser.open("c/" + cluster + "/topics?q=wool");
        browser.until("document.querySelectorAll('vaadin-grid-cell-content vaadin-checkbox').length >= 2");
        browser.run("[...document.querySelectorAll('vaadin-grid-cell-content vaadin-checkbox')]"
                + ".filter(c => !c.hidden && c.id !== 'selectAllCheckbox').slice(-2).forEach(c => c.click())");
        browser.untilText(".bulk", "2 topics chosen");
        browser.look(name + "-bulk");
        browser.click("#bulk-set");
        browser.type("#ask-field", "retention.ms=60000");
        browser.untilText(".plan-steps", "Configure topic wool-copy: retention.ms");
        browser.click("#form-act");
        browser.until("!document.querySelector('#form-act')");
        browser.until("document.querySelectorAll('vaadin-grid-cell-content vaadin-checkbox').length >= 2");
        browser.run("[...document.querySelectorAll('vaadin-grid-cell-content vaadin-checkbox')]"
                + ".filter(c => !c.hidden && c.id !== 'selectAllCheckbox').slice(-2).forEach(c => c.click())");
        browser.untilText(".bulk", "2 topics chosen");
        browser.click("#bulk-delete");
        browser.type(".confirm-field", "delete 2 topics");
        browser.click(".dialog-act");
        browser.untilText(".notice-empty", "No topic has");
    }
}
