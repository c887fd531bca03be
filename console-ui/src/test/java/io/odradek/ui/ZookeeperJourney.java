package io.odradek.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The znodes of a cluster are walked while they change. For clusters in the same process. */
final class ZookeeperJourney {
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    ZookeeperJourney(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    void walk() throws Exception {
        browser.open("c/" + cluster);
        browser.click("a[data-go=z]");
        browser.until("location.pathname === '/c/" + cluster + "/zookeeper'");
        browser.run("setTimeout(() => 0)");
        browser.until("document.querySelector('tr[data-key=\"/brokers\"] a')");
        browser.run("document.querySelector('tr[data-key=\"/brokers\"] a').click()");
        browser.until("document.querySelector('tr[data-key=\"/brokers/ids\"] a')");
        brokerIsWhoseSessionItIs();
        treeMovesByItself();
        browser.open("c/" + cluster + "/zookeeper?path=/nowhere");
        browser.untilText(".notice-problem", "/nowhere");
    }

    private void brokerIsWhoseSessionItIs() throws Exception {
        browser.open("c/" + cluster + "/zookeeper?path=/brokers/ids/1");
        browser.untilText("#znode-data", "\"endpoints\"");
        browser.untilText("#znode dd", "as long as broker 1");
        browser.untilText("#znode-children .notice-empty", "Nothing below");
        browser.untilText("#zookeeper-clients td", "broker 2");
        browser.look(name + "-zookeeper");
        browser.screenshotNarrow(name + "-zookeeper");
    }

    private void treeMovesByItself() throws Exception {
        browser.open("c/" + cluster + "/zookeeper?path=/brokers/topics");
        browser.until("document.querySelector('#znode dd')");
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("a-young-one", Optional.of(1), Optional.empty()))).all()
                    .get(30, TimeUnit.SECONDS);
        }
        browser.until("document.querySelector('tr[data-key=\"/brokers/topics/a-young-one\"]')");
        browser.untilText("#znode-changes .event", "/brokers/topics/a-young-one");
    }
}
