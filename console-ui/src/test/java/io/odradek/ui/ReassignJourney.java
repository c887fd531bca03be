package io.odradek.ui;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic is moved off a broker. For clusters of three brokers and more. */
final class ReassignJourney {
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    ReassignJourney(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    void walk() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            Map<Integer, List<Integer>> replicas = Map.of(0, List.of(1, 2), 1, List.of(2, 3), 2, List.of(3, 1));
            admin.createTopics(List.of(new NewTopic("looms", replicas))).all().get(30, TimeUnit.SECONDS);
        }
        browser.open("c/" + cluster);
        browser.click("a[data-go=r]");
        browser.untilText("#running", "Nothing is being moved");
        whatIsTypedIsCheckedFirst();
        brokerIsDrained();
        topicHasNoReplicaThere();
    }

    private void whatIsTypedIsCheckedFirst() {
        browser.type("#goal-number", "three");
        browser.click("#preview");
        browser.untilText(".notice", "Name the broker by its number");
        browser.open("c/" + cluster + "/reassign?goal=factor&n=9&topics=looms");
        browser.untilText(".plan-refusals", "must be 1 to");
    }

    private void brokerIsDrained() throws Exception {
        browser.open("c/" + cluster + "/reassign?goal=drain&n=3&topics=loo*");
        browser.untilText(".command code", "kafka-reassign-partitions.sh");
        browser.until("document.querySelectorAll('#proposal tr[data-key^=looms]').length === 2");
        browser.look(name + "-reassign");
        browser.click("#begin");
        browser.untilText(".notice", "2 partitions are being moved");
        browser.untilText("#running", "Nothing is being moved");
    }

    private void topicHasNoReplicaThere() {
        browser.open("c/" + cluster + "/topics/looms");
        browser.until("document.querySelectorAll('tr[data-key] .chip').length === 6");
        browser.until("![...document.querySelectorAll('tr[data-key] .chip')].some(c => c.textContent === '3')");
    }
}
