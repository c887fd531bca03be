package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a person does first: makes a topic, has a client write to it, and looks at what arrives. The same on every
 * cluster.
 */
final class Journey {
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    /** {@code name} is that of the screenshots. */
    Journey(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    void walk() throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers),
                new StringSerializer(), new StringSerializer())) {
            overviewTellsTheState();
            topicIsCreatedInThePage();
            producer.send(new ProducerRecord<>("threads", "spool", "{\"star\":true,\"threads\":9007199254740993}"))
                    .get();
            recordIsFoundAndOpened();
            recordIsFoundByExpressionAndSaved();
            liveTailShowsWhatIsWritten(producer);
            configurationIsChanged();
            topicIsDeletedByTypingItsName();
        }
        everyPageInEveryTheme();
        assertThat(browser.complaints()).isEmpty();
    }

    private void overviewTellsTheState() {
        browser.open("");
        browser.untilText(".verdict-word", "All is well");
        assertThat(browser.run("return getComputedStyle(document.querySelector('.first')).display"))
                .as("the empty frame that was painted first").isEqualTo("none");
        assertThat(browser.path()).isEqualTo("c/" + cluster);
        browser.until("document.querySelectorAll('live-chart canvas').length === 2");
    }

    private void topicIsCreatedInThePage() throws Exception {
        browser.click("a[data-go=t]");
        browser.click("#create-topic");
        browser.type("#create-name", "thr/eads");
        browser.untilText(".plan-refusals", "thr/eads");
        browser.type("#create-name", "threads");
        browser.type("#create-partitions", "3");
        browser.untilText(".command code", "--create --topic threads --partitions 3");
        browser.look(name + "-create");
        browser.click("#create-act");
        browser.until("location.pathname === '/c/" + cluster + "/topics/threads'");
        browser.until("document.querySelectorAll('tr[data-key]').length === 3");
    }

    private void recordIsFoundAndOpened() throws Exception {
        browser.open("c/" + cluster + "/topics/threads/messages?q=star");
        browser.untilText("vaadin-grid-cell-content", "spool");
        browser.untilText(".end-reason", "That is all there is");
        String at = (String) browser.run("return [...document.querySelectorAll('vaadin-grid-cell-content')]"
                + ".map(c => c.textContent).filter(t => /^[0-9]$/.test(t))[0]");
        browser.open("c/" + cluster + "/topics/threads/messages?q=star&r=" + at + ":0");
        browser.untilText(".json-number", "9007199254740993");
        browser.look(name + "-record");
    }

    private void recordIsFoundByExpressionAndSaved() {
        String messages = "c/" + cluster + "/topics/threads/messages";
        browser.open(messages + "?q=%3D+value.threads+%3E+5+%26%26+key+%3D%3D+%27spool%27");
        browser.untilText("vaadin-grid-cell-content", "spool");
        browser.screenshot(name + "-expression");
        browser.run("fetch(document.querySelector('#export').href).then(r => r.text()).then(t => window.saved = t)");
        browser.until("window.saved && JSON.parse(window.saved.trim()).key === 'spool'");
        browser.open(messages + "?q=%3D+value.threads+%3E");
        browser.untilText(".notice-problem", "The expression is not understood");
    }

    private void liveTailShowsWhatIsWritten(KafkaProducer<String, String> producer) throws Exception {
        browser.open("c/" + cluster + "/topics/threads/messages");
        browser.click("#live");
        browser.until("location.search.includes('live=true')");
        browser.untilText("live-tail .tail-state", "live");
        for (int i = 0; !browser.hasText("live-tail .tail-row:not([hidden])", "warm"); i++) {
            // A tail shows what comes after it has begun, which only a record can tell.
            producer.send(new ProducerRecord<>("threads", "warm", "warm " + i)).get(10, TimeUnit.SECONDS);
        }
        producer.send(new ProducerRecord<>("threads", "live", "seen at once")).get(10, TimeUnit.SECONDS);
        browser.untilText("live-tail .tail-row:not([hidden])", "seen at once");
        browser.look(name + "-live");
    }

    private void configurationIsChanged() throws Exception {
        browser.open("c/" + cluster + "/topics/threads/configuration");
        browser.until("document.querySelector('tr[data-key=\"retention.ms\"] vaadin-button')");
        browser.run("document.querySelector('tr[data-key=\"retention.ms\"] vaadin-button').click()");
        browser.type("vaadin-dialog vaadin-text-field", "86400000");
        browser.click("vaadin-dialog vaadin-button[theme~=primary]");
        browser.untilText(".command code", "retention.ms=86400000");
        browser.click(".dialog-act");
        browser.untilText("tr[data-key=\"retention.ms\"]", "1 d");
        browser.look(name + "-configuration");
    }

    private void topicIsDeletedByTypingItsName() throws Exception {
        browser.open("c/" + cluster + "/topics/threads");
        browser.until("document.querySelectorAll('tr[data-key]').length === 3");
        browser.look(name + "-topic");
        browser.click("#delete-topic");
        browser.until("document.querySelector('.confirm-field') && document.querySelector('.dialog-act').disabled");
        browser.type(".confirm-field", "threads");
        browser.look(name + "-delete");
        browser.click(".dialog-act");
        browser.until("location.pathname === '/c/" + cluster + "/topics'");
    }

    private void everyPageInEveryTheme() throws Exception {
        for (Map.Entry<String, String> page : Map.of("overview", "", "brokers", "/brokers", "broker",
                "/brokers/1/requests", "topics", "/topics", "streams-none", "/streams").entrySet()) {
            browser.open("c/" + cluster + page.getValue());
            browser.until("document.querySelector('.page') && !document.querySelector('.page .loading')");
            browser.look(name + "-" + page.getKey());
        }
    }
}
