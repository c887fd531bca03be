package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.House;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.kafka.KafkaPeer;
import io.odradek.console.kafka.Place;
import io.odradek.console.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages on Apache Kafka. */
@Timeout(180)
class KafkaBrowserIT {
    private static KafkaPeer peer;
    private static House house;
    private static Served served;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        peer = KafkaPeer.start(1);
        String servers = peer.bootstrapServers();
        house = new House(new Settings(0, Path.of("target"), "127.0.0.1", 0, 0, false, servers),
                List.of(new ClusterSpec("kafka", servers, false, Map.of())), data.resolve("audit.log"));
        served = new Served(house);
        browser = new Browser(served.port(), false);
    }

    @AfterAll
    static void stop() {
        browser.close();
        served.close();
        house.close();
        peer.close();
    }

    @Test
    void groupIsFoundLookedAtResetAndDeleted() throws Exception {
        new GroupJourney(browser, "kafka", peer.bootstrapServers(), "kafka").walk();
    }

    @Test
    void transactionIsFoundAndAborted() throws Exception {
        new TransactionJourney(browser, "kafka", peer.bootstrapServers(), "kafka").walk();
    }

    @Test
    void replicasAreShownAsFarAsTheProtocolTells() throws Exception {
        ReplicationJourney journey = new ReplicationJourney(browser, "kafka", peer.bootstrapServers(), "kafka");
        journey.watch(1);
        browser.open("c/kafka/topics/spindles/replication");
        browser.untilText(".notice-partial", "does not tell followers");
        browser.open("c/kafka/topics/spindles/storage");
        browser.untilText(".notice-partial", "Segments and batches are not shown");
        browser.until("document.querySelectorAll('#replicas tr[data-key]').length === 2");
        journey.allIsWell();
    }

    @Test
    void whatOnlyEmbeddedClustersTellIsSaid() {
        browser.open("c/kafka/zookeeper");
        browser.untilText(".notice-empty", "No ZooKeeper is known");
        browser.click("#give-zookeeper");
        browser.type("#ask-field", "nonsense");
        browser.untilText(".verdict-box", "An address is HOST:PORT");
    }

    @Test
    void replicasAreMovedToAnotherDirectory() throws Exception {
        house.clusters().door("kafka").changes().create("shuttles", 3, 1, Map.of(), false);
        Place first = new Place("shuttles", 0);
        List<String> home = List.of();
        while (home.isEmpty()) {
            home = directories(dir -> dir.sizes().containsKey(first));
        }
        String to = directories(dir -> !dir.sizes().containsKey(first)).getFirst();
        browser.open("c/kafka/brokers/1/disks");
        browser.untilText("#relocations", "Nothing is being moved");
        browser.click("#relocate");
        browser.choose("#relocate-to", to);
        browser.type("#relocate-topics", "nothing-like-it");
        browser.untilText(".plan-refusals", "There is nothing to move");
        browser.type("#relocate-topics", "shutt*");
        browser.untilText(".plan-steps", "shuttles-0 from " + home.getFirst());
        browser.untilText(".command code", "kafka-reassign-partitions.sh");
        browser.examine("kafka-relocate");
        browser.click("#form-act");
        browser.until("!document.querySelector('#form-act')");
        while (directories(dir -> dir.sizes().keySet().stream().filter(place -> place.topic().equals("shuttles"))
                .count() == 3).isEmpty()) {
            assertThat(house.brokers().relocating("kafka", 1)).allMatch(move -> move.to().equals(to));
        }
        browser.untilText("#relocations", "Nothing is being moved");
        browser.examine("kafka-disks");
    }

    private static List<String> directories(Predicate<DirFacts> which) {
        return house.clusters().door("kafka").facts().logDirs(List.of(1)).get(1).stream().filter(which)
                .map(DirFacts::path).toList();
    }

    @Test
    void onlyBrokerCannotBeDrained() {
        browser.open("c/kafka/reassign?goal=drain&n=1");
        browser.untilText("#running", "Nothing is being moved");
        browser.until("document.querySelector('#begin') && document.querySelector('#begin').disabled");
    }

    @Test
    void pastedTopologyIsDrawn() throws Exception {
        new StreamsJourney(browser, "kafka", "kafka").walk();
    }

    @Test
    void topicIsGrownClonedEmptiedRecreatedAndSeveralAreChangedAtOnce() throws Exception {
        new TopicJourney(browser, "kafka", peer.bootstrapServers(), "kafka").walk();
    }

    @Test
    void topicIsMadeFilledWatchedChangedAndDeleted() throws Exception {
        new Journey(browser, "kafka", peer.bootstrapServers(), "kafka").walk();
    }

    @Test
    void messagesAreProducedComparedReplayedAndFollowed() throws Exception {
        new MessagesJourney(browser, "kafka", peer.bootstrapServers(), "kafka").walk();
    }

    @Test
    void pagesSayWhatIsNotThere() {
        browser.open("c/kafka/nowhere");
        browser.untilText(".notice", "There is nothing here");
        browser.open("c/kafka/control");
        browser.untilText(".notice-empty", "runs elsewhere");
        browser.open("c/mars/topics");
        browser.untilText(".notice", "mars");
        browser.open("c/kafka/topics/no-such-topic");
        browser.untilText(".notice-problem", "no-such-topic");
        browser.open("c/kafka/topics?q=no-such-topic");
        browser.untilText(".notice-empty", "No topic has");
    }

    @Test
    void clusterIsTriedAddedAndShown() throws Exception {
        browser.open("c/kafka/clusters");
        browser.untilText("tr[data-key=kafka]", "answers");
        browser.click("#add-cluster");
        browser.type("#cluster-id", "twin");
        browser.type("#cluster-servers", peer.bootstrapServers());
        browser.type("#cluster-properties", "client.rack = a\\nssl.key.password = hidden");
        browser.untilText(".plan-steps", "It answers: cluster");
        browser.examine("kafka-add-cluster");
        browser.click("#form-act");
        browser.untilText("tr[data-key=twin] .pill", "answers");
        browser.examine("kafka-clusters");
        browser.open("c/twin");
        browser.untilText(".verdict-word", "All is well");
        clusterIsEditedAndKeepsItsSecret();
    }

    private static void clusterIsEditedAndKeepsItsSecret() throws Exception {
        browser.open("c/kafka/clusters");
        browser.click("tr[data-key=twin] vaadin-button[aria-label=\"Edit twin\"]");
        browser.until("document.querySelector('#cluster-properties textarea').value"
                + " === 'client.rack = a\\nssl.key.password = ********'");
        browser.untilText(".verdict-box", "Nothing is changed");
        browser.type("#cluster-properties", "ssl.key.password = ********");
        browser.untilText(".plan-steps", "Take away client.rack");
        browser.untilText(".plan-steps", "It answers: cluster");
        browser.examine("kafka-edit-cluster");
        browser.click("#form-act");
        browser.until("!document.querySelector('#form-act')");
        assertThat(house.clusters().spec("twin").client()).isEqualTo(Map.of("ssl.key.password", "hidden"));
        browser.untilText("tr[data-key=twin] .pill", "answers");
    }

    @Test
    void timesAreShownInTheZoneThatIsChosenAndTheAddressSaysIt() throws Exception {
        browser.open("c/kafka");
        browser.click("#zones");
        browser.until("document.querySelector('#zone')");
        browser.run("document.querySelector('#zone').open()");
        browser.until("[...document.querySelectorAll('vaadin-combo-box-item')].some(i => i.textContent === 'UTC')");
        browser.run("[...document.querySelectorAll('vaadin-combo-box-item')].find(i => i.textContent === 'UTC')"
                + ".click()");
        browser.untilText(".dialog-body .hint", "there");
        browser.examine("kafka-zone");
        browser.click("#zone-choose");
        browser.until("location.search === '?zone=UTC'");
        browser.click("a[data-go=t]");
        browser.until("location.pathname === '/c/kafka/topics' && location.search === '?zone=UTC'");
        browser.open("c/kafka?zone=Asia/Seoul");
        browser.until("document.querySelector('live-chart').getAttribute('zone') === 'Asia/Seoul'");
        browser.run("document.cookie = 'odradek.zone=; path=/'");
        browser.open("c/kafka");
        browser.until("document.querySelector('live-chart') && !location.search");
    }

    @Test
    void everyKeyIsShown() throws Exception {
        browser.open("c/kafka");
        browser.until("document.querySelector('a[data-go=t]')");
        browser.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: '?'}))");
        browser.untilText(".keys", "Ctrl-K");
        browser.examine("kafka-keys");
    }

    @Test
    void keysLeadThroughThePages() throws Exception {
        browser.open("c/kafka");
        browser.until("document.querySelector('a[data-go=t]')");
        browser.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'k', ctrlKey: true}))");
        browser.type("#palette-field", "brok");
        browser.untilText(".palette-hit", "broker");
        browser.examine("kafka-palette");
        browser.run("document.querySelector('.palette-hit').click()");
        browser.until("location.pathname === '/c/kafka/brokers'");
        browser.open("c/kafka");
        browser.until("document.querySelector('a[data-go=t]')");
        browser.run("for (const key of ['g', 't']) document.dispatchEvent(new KeyboardEvent('keydown', {key}))");
        browser.until("location.pathname === '/c/kafka/topics' && document.querySelector('[data-search]')");
        browser.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: '/'}))");
        browser.until("document.activeElement.closest('[data-search]')");
        browser.type("[data-search]", "xyz");
        browser.until("location.search === '?q=xyz'");
        browser.run("history.back()");
        browser.until("location.pathname === '/c/kafka'");
        assertThat(browser.hasText("h1", "Overview")).isTrue();
    }
}
