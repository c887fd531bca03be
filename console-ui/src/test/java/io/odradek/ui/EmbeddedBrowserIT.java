package io.odradek.ui;

import io.odradek.console.House;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.settings.Settings;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.EmbeddedControl;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.StartFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages on our own cluster, in this process. */
class EmbeddedBrowserIT {
    private static EmbeddedCluster cluster;
    private static House house;
    private static Served served;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0, Map.of()));
        String servers = cluster.bootstrapServers();
        house = new House(new Settings(3, data, "127.0.0.1", 0, 0, false, ""),
                List.of(new ClusterSpec("local", servers, true, Map.of())), null);
        house.supervisor().supervise("local", new Control(cluster));
        served = new Served(house);
        browser = new Browser(served.port());
    }

    @AfterAll
    static void stop() {
        browser.close();
        served.close();
        house.close();
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
    void pastedTopologyIsDrawn() {
        new StreamsJourney(browser, "local", "embedded").walk();
    }

    @Test
    void topicIsGrownClonedEmptiedRecreatedAndSeveralAreChangedAtOnce() throws Exception {
        new TopicJourney(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void topicIsMadeFilledWatchedChangedAndDeleted() throws Exception {
        new Journey(browser, "local", cluster.bootstrapServers(), "embedded").walk();
    }

    @Test
    void brokerIsStoppedAndStartedInThePage() {
        browser.open("c/local/brokers");
        act(3, "Stop");
        browser.untilText("tr[data-key=\"3\"] .pill", "offline");
        browser.screenshot("embedded-broker-down");
        act(3, "Start");
        browser.untilText("tr[data-key=\"3\"] .pill", "online");
    }

    @Test
    void brokerIsKilledInTheControlRoomAndComesBackAndAnotherIsAdded() {
        browser.open("c/local/control");
        browser.until("document.querySelectorAll('#brokers .card').length >= 3");
        browser.click("[data-broker=\"2\"] .act-kill");
        browser.click(".dialog-act");
        browser.untilText("#episodes", "Broker 2 killed");
        browser.untilText("[data-broker=\"2\"]", "down");
        browser.untilText("#episodes", "out of the cluster after");
        for (String theme : new String[] {"dark", "light"}) {
            browser.theme(theme);
            browser.screenshot("embedded-control-" + theme);
        }
        browser.click("[data-broker=\"2\"] .act-start");
        browser.click(".dialog-act");
        browser.untilText("#episodes", "in the cluster after");
        browser.untilText("[data-broker=\"2\"]", "running");
        browser.click("#add-broker");
        browser.click(".dialog-act");
        browser.untilText("[data-broker=\"4\"]", "running");
    }

    private static void act(int broker, String verb) {
        String button = "vaadin-button[aria-label=\"" + verb + " broker " + broker + "\"]";
        browser.click(button);
        browser.until("document.querySelector('.dialog-act') && !document.querySelector('.dialog-act').disabled");
        browser.click(".dialog-act");
    }

    /** The engine's cluster as the supervisor wants it. */
    private record Control(EmbeddedCluster cluster) implements EmbeddedControl {
        @Override
        public List<EmbeddedBroker> brokers() {
            return cluster.brokers().stream()
                    .map(b -> new EmbeddedBroker(b.id(), b.host(), b.port(), b.running())).toList();
        }

        @Override
        public int add() {
            try {
                return cluster.addBroker();
            } catch (StartFailure e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void stop(int id) {
            cluster.stopBroker(id);
        }

        @Override
        public void start(int id) {
            try {
                cluster.startBroker(id);
            } catch (StartFailure e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void kill(int id) {
            cluster.killBroker(id);
        }
    }
}
