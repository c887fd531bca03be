package io.odradek.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.House;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.Supervisor;
import io.odradek.console.supervisor.Trouble;
import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The pages on our own cluster, in this process. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
class EmbeddedBrowserIT {
    private static EmbeddedCluster cluster;
    private static Visit visit;
    private static House house;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        // A third of the default: several tests wait until a broker that was killed or stands still is missed.
        cluster = EmbeddedCluster.startBreakable(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0,
                Map.of("zookeeper.session.timeout.ms", "6000")));
        visit = Visit.near(cluster, data);
        house = visit.house();
        browser = visit.browser();
    }

    /** What a test broke and, where it failed, left so. */
    @AfterEach
    void mend() {
        Actor test = Actor.anonymous("test");
        Supervisor supervisor = house.supervisor();
        for (EmbeddedBroker broker : supervisor.brokers()) {
            if (!supervisor.trouble(broker.id()).none()) {
                supervisor.trouble(test, broker.id(), Trouble.NONE);
            }
            if (!broker.running()) {
                supervisor.start(test, broker.id());
            }
        }
        if (supervisor.watched().running()) {
            supervisor.witness(test, false);
        }
    }

    @AfterAll
    static void stop() {
        visit.close();
        cluster.close();
    }

    @Test
    void groupIsFoundLookedAtResetAndDeleted() throws Exception {
        new GroupJourney(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void brokerIsDrainedOfATopic() throws Exception {
        new ReassignJourney(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void transactionIsFoundAndAborted() throws Exception {
        new TransactionJourney(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void replicasMoveInThePage() throws Exception {
        new ReplicationJourney(browser, "local", cluster.bootstrapServers(), "embedded").watch(3);
        browser.open("c/local/topics/spindles/replication");
        // Followers tell their own log ends.
        browser.until("[...document.querySelectorAll('tr[data-key^=\"0@\"]')]"
                + ".filter(row => row.cells[5].textContent === '7').length === 3");
        browser.until("document.querySelector('#leader-epochs tr[data-key^=\"0/\"]')");
    }

    @Test
    void segmentsAndBatchesAreLookedInto() throws Exception {
        new StorageJourney(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void znodesAreWalkedAsTheyChange() throws Exception {
        new ZookeeperJourney(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void pastedTopologyIsDrawn() throws Exception {
        new StreamsJourney(browser, "local", "embedded").walk();
    }

    @Test
    void topicIsGrownClonedEmptiedRecreatedAndSeveralAreChangedAtOnce() throws Exception {
        new TopicJourney(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    /** First, for it wants all to be well: a broker that was killed leads less than it should for some minutes. */
    @Test
    @Order(1)
    void topicIsMadeFilledWatchedChangedAndDeleted() throws Exception {
        new Journey(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void messagesAreProducedComparedReplayedAndFollowed() throws Exception {
        new MessagesJourney(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void largeRecordAndTheOneAmongAMillionAreFound() throws Exception {
        new SizeJourney(browser, "local", cluster.bootstrapServers()).walk();
    }

    /** To be seen by people: {@code -Dodradek.pictures=en}, {@code =ko}. */
    @Test
    @Order(2)
    @Timeout(900)
    @EnabledIfSystemProperty(named = "odradek.pictures", matches = "en|ko")
    void everyPageIsPictured() throws Exception {
        new PictureJourney(browser, "local", cluster.bootstrapServers()).walk(System.getProperty("odradek.pictures"));
    }

    @Test
    void clusterThatCannotBeReachedAtFirstIsShownOnceItComes() throws Exception {
        try (Gate gate = new Gate(cluster.broker(1).port())) {
            house.clusters().put(new ClusterSpec("later", "127.0.0.1:" + gate.port(), false,
                    Map.of("default.api.timeout.ms", "3000", "request.timeout.ms", "1500")));
            browser.open("c/later");
            browser.untilText(".page", "does not answer");
            browser.screenshot("embedded-later");
            browser.open("c/later/topics");
            browser.until("document.querySelector('.notice')");
            gate.open();
            browser.open("c/later/brokers");
            browser.untilText("tr[data-key=\"1\"] .pill", "online");
        } finally {
            house.clusters().remove("later");
        }
    }

    @Test
    void brokerIsStoppedAndStartedInThePage() throws Exception {
        browser.open("c/local/brokers");
        browser.until("document.querySelector('tr[data-key=\"1\"]').textContent.includes(' ms / ≤ ')");
        browser.screenshot("embedded-brokers-load");
        browser.open("c/local/brokers/1/requests");
        browser.untilText("#requests tr[data-key=ApiVersions]", "ms");
        browser.untilText(".page", "Network threads idle");
        browser.screenshot("embedded-broker-requests");
        browser.open("c/local/brokers/1/clients");
        browser.untilText("#clients td", "apache-kafka-java");
        browser.screenshot("embedded-broker-clients");
        browser.open("c/local/brokers");
        act(3, "Stop");
        browser.untilText("tr[data-key=\"3\"] .pill", "offline");
        browser.screenshot("embedded-broker-down");
        browser.open("c/local/brokers/3");
        browser.untilText(".tile", "offline");
        browser.until("document.querySelector('.notice-problem, tr[data-key]')");
        browser.open("c/local/brokers/3/disks");
        browser.untilText(".tile", "offline");
        browser.untilText(".notice-partial", "not in the cluster");
        browser.screenshot("embedded-one-broker-down");
        browser.open("c/local/brokers");
        act(3, "Start");
        browser.untilText("tr[data-key=\"3\"] .pill", "online");
    }

    @Test
    void brokerIsFrozenAndDisturbedInTheControlRoomAndMendedAgain() throws Exception {
        browser.open("c/local/control");
        browser.click("#witness-toggle");
        browser.untilText("#witness", "A workload runs");
        browser.click("[data-broker=\"1\"] .act-break");
        browser.type("#trouble-disk", "25");
        browser.run("document.querySelector('#trouble-paused input').click()");
        browser.look("embedded-control-break");
        browser.click("#trouble-act");
        browser.untilText("[data-broker=\"1\"]", "paused");
        browser.untilText("[data-broker=\"1\"]", "disk +25 ms");
        untilFollowed("Broker 1 stands still or is cut off", "out of the cluster after");
        browser.screenshot("embedded-control-frozen");
        browser.click("[data-broker=\"1\"] .act-mend");
        untilFollowed("Broker 1 mended", "in the cluster after");
        browser.untilText("[data-broker=\"1\"]", "running");
        browser.untilText("#witness", "none lost");
        browser.untilText("#witness", "none repeated");
        browser.screenshot("embedded-control-mended");
        browser.click("#witness-toggle");
        browser.untilText("#witness", "The workload ended");
    }

    @Test
    void brokerIsKilledInTheControlRoomAndComesBackAndAnotherIsAdded() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("copied", 3, (short) 3))).all().get(30, TimeUnit.SECONDS);
        }
        browser.open("c/local/topics/copied/replication");
        browser.until("document.querySelectorAll('#isr-timeline .insync').length >= 6");
        browser.open("c/local/control");
        browser.until("document.querySelectorAll('#brokers .card').length >= 3");
        browser.click("[data-broker=\"2\"] .act-kill");
        browser.click(".dialog-act");
        untilFollowed("Broker 2 killed", "out of the cluster after");
        browser.untilText("[data-broker=\"2\"]", "down");
        whatFellOutOfSyncIsShown();
        browser.look("embedded-control");
        browser.open("c/local/control");
        browser.click("[data-broker=\"2\"] .act-start");
        browser.click(".dialog-act");
        untilFollowed("Broker 2 started", "in the cluster after");
        browser.untilText("[data-broker=\"2\"]", "running");
        browser.click("#add-broker");
        browser.click(".dialog-act");
        browser.untilText("[data-broker=\"4\"]", "running");
        assertThat(new String(house.metrics().scrape(), UTF_8))
                .contains("odradek_broker_running{broker=\"4\",cluster=\"local\"} 1.0");
    }

    /** With a broker down, the page of replication says what is in trouble and what became of it. */
    private static void whatFellOutOfSyncIsShown() throws Exception {
        browser.open("c/local/replication");
        browser.until("document.querySelectorAll('#troubled tr[data-key]').length > 0");
        browser.untilText("#isr-changes .event", "fell out of sync");
        browser.open("c/local/replication?q=copied");
        browser.until("document.querySelectorAll('#troubled tr[data-key^=copied]').length === 3");
        browser.look("embedded-replication");
        browser.screenshotNarrow("embedded-replication");
        browser.open("c/local/control");
        browser.untilText("[data-broker=\"2\"]", "down");
    }

    /** One deed, and among what followed it this. */
    private static void untilFollowed(String deed, String what) {
        browser.until("[...document.querySelectorAll('#episodes .episode')].some(e => e.textContent.includes('" + deed
                + "') && e.textContent.includes('" + what + "'))");
    }

    private static void act(int broker, String verb) throws Exception {
        String button = "vaadin-button[aria-label=\"" + verb + " broker " + broker + "\"]";
        browser.click(button);
        browser.until("document.querySelector('.dialog-act') && !document.querySelector('.dialog-act').disabled");
        browser.look("embedded-" + verb.toLowerCase(Locale.ROOT));
        browser.click(".dialog-act");
    }
}
