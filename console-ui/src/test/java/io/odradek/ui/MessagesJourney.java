package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.openqa.selenium.Keys;

/**
 * Records are produced by the dozen, looked at with every decoder, compared, followed through their versions, sent
 * again, replayed to another topic, saved, and followed live in two topics until one is deleted.
 */
final class MessagesJourney {
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    MessagesJourney(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    void walk() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("letters", Optional.of(2), Optional.empty()),
                    new NewTopic("copies", Optional.of(1), Optional.empty()))).all().get(30, TimeUnit.SECONDS);
            severalAreProduced();
            allVersionsOfAKeyAreShown();
            twoAreCompared();
            everyDecoderSaysWhyNot();
            oneIsSentAgain();
            decoderIsTriedAndKept();
            searchIsSavedAndReplayed();
            twoTopicsAreFollowedUntilOneIsDeleted(admin);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private String messages(String query) {
        return "c/" + cluster + "/topics/letters/messages" + query;
    }

    private void severalAreProduced() throws Exception {
        browser.open(messages(""));
        browser.click("#produce");
        browser.type("#produce-key", "odradek");
        browser.type("#produce-value", "{\"letter\":#{n},\"to\":\"father\"}");
        browser.type("#produce-times", "12");
        browser.look(name + "-produce");
        browser.click("#produce-send");
        browser.untilText("#jobs", "Produced to letters: 12 records");
        browser.untilText(".said", "12 records are being written");
    }

    private void allVersionsOfAKeyAreShown() throws Exception {
        invalid();
        browser.open(messages("?q=father"));
        browser.untilText("vaadin-grid-cell-content", "odradek");
        int partition = browser.hasText("vaadin-grid-cell-content", "\"letter\":12") ? partition() : -1;
        browser.open(messages("?r=" + partition + ":0"));
        browser.click("#record-history");
        browser.until("location.search.includes('k=6f64726164656b')");
        browser.untilText("#key-only", "Key: odradek");
        browser.untilText(".end-cost", "12 shown");
        browser.screenshot(name + "-history");
    }

    private int partition() {
        return Integer.parseInt((String) browser.run("return [...document.querySelectorAll("
                + "'vaadin-grid-cell-content')].map(c => c.textContent).filter(t => /^[01]$/.test(t))[0]"));
    }

    private void twoAreCompared() throws Exception {
        int partition = partition();
        browser.open(messages("?r=" + partition + ":0"));
        browser.click("#record-compare");
        browser.untilText("#compare", "Open another record");
        browser.open(messages("?r=" + partition + ":3&vs=" + partition + ":0"));
        browser.untilText("#compare", "fields differ");
        browser.until("document.querySelector('#compare tr[data-key=different]').textContent.length > 0");
        browser.untilText("#compare td", "value.letter");
        browser.look(name + "-compare");
        browser.click("#compare-end");
        browser.until("!location.search.includes('vs=')");
    }

    /** What is no UTF-8 is shown in digits, and nothing breaks. */
    private void invalid() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(new HashMap<>(Map.of("bootstrap.servers",
                bootstrapServers)), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] strange = {'<', (byte) 0xC3, 0x28, (byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80};
            producer.send(new ProducerRecord<>("copies", strange, strange)).get(30, TimeUnit.SECONDS);
        }
    }

    private void everyDecoderSaysWhyNot() throws Exception {
        browser.open("c/" + cluster + "/topics/copies/messages?r=0:0");
        browser.untilText("vaadin-grid-cell-content", "3cc328ffeda080");
        browser.click("#record-decoders vaadin-details-summary");
        browser.untilText("tr[data-key=\"utf-8\"]", "byte 0xc3 at 1 begins no character");
        browser.untilText("tr[data-key=\"int64\"]", "7 bytes, not 8");
        browser.untilText("tr[data-key=\"base64\"]", "PMMo/+2ggA==");
        browser.click("#record-key-decoders vaadin-details-summary");
        browser.untilText("#record-key-decoders tr[data-key=\"int64\"]", "7 bytes, not 8");
        browser.look(name + "-decoders");
    }

    /** Escape closes the dialog, which is above, and leaves the record open; then it closes the record. */
    private void oneIsSentAgain() {
        String open = "[...document.querySelectorAll('.record-panel')].some(panel => panel.checkVisibility())";
        browser.click("#record-resend");
        browser.until("document.querySelector('#produce-value textarea').value === '3cc328ffeda080'");
        browser.type("#produce-topic", "letters");
        browser.click("#produce-send");
        browser.untilText(".said", "Written to partition");
        browser.press(Keys.ESCAPE);
        browser.until("!document.querySelector('#produce-value')");
        assertThat(browser.run("return location.search === '?r=0:0' && " + open)).isEqualTo(true);
        browser.press(Keys.ESCAPE);
        browser.until("location.search === '' && !" + open);
    }

    /** What is no JSON of the schema is named before the decoder is kept; afterwards the others are shown by it. */
    private void decoderIsTriedAndKept() {
        browser.open(messages("?from=oldest"));
        browser.click("#decoders");
        browser.choose("#decoder-value", "json-schema");
        browser.untilText(".verdict-box", "This decoder needs a schema");
        browser.type("#decoder-schema-value", "{\"properties\":{\"letter\":{\"maximum\":10}}}");
        browser.untilText("#decoders-tried", "must have a maximum value of 10");
        browser.screenshot(name + "-decoders-tried");
        browser.click("#decoders-keep");
        browser.untilText("#decoders", "Decoders: auto, json-schema");
        browser.until("document.querySelector('.cell.is-warn').title.startsWith('json-schema: ')");
        browser.open(messages("?r=" + partition() + ":0"));
        browser.untilText(".payload-about", "json-schema");
        browser.screenshot(name + "-decoders-kept");
    }

    private void searchIsSavedAndReplayed() throws Exception {
        browser.open(messages("?from=oldest&q=letter%22%3A1"));
        browser.untilText(".end-reason", "That is all there is");
        browser.type("#saved-name", "ones");
        browser.click("#saved-keep");
        browser.untilText("#saved", "Saved searches (1)");
        browser.run("fetch(document.querySelector('#export-csv').href).then(r => r.text())"
                + ".then(t => window.saved = t)");
        browser.until("window.saved && window.saved.split('\\r\\n').length === 6");
        browser.click("#replay");
        browser.type("#replay-target", "nowhere");
        browser.untilText(".plan-refusals", "There is no topic nowhere");
        browser.type("#replay-target", "copies");
        browser.untilText(".plan-steps", "Write those that match to copies");
        browser.look(name + "-replay");
        browser.click("#replay-act");
        browser.untilText("#jobs", "Replayed to copies: 4 written");
        browser.open("c/" + cluster + "/topics/copies/messages?q=letter");
        browser.untilText(".end-cost", "4 shown");
    }

    private void twoTopicsAreFollowedUntilOneIsDeleted(Admin admin) throws Exception {
        browser.open(messages("?live=true&also=copies"));
        browser.untilText("live-tail .tail-state", "live");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(new HashMap<>(Map.of("bootstrap.servers",
                bootstrapServers)), new ByteArraySerializer(), new ByteArraySerializer())) {
            while (!browser.hasText(".tail-row:not([hidden]) .tail-topic-cell", "copies")
                    || !browser.hasText(".tail-row:not([hidden]) .tail-topic-cell", "letters")) {
                producer.send(new ProducerRecord<>("letters", "to both".getBytes()));
                producer.send(new ProducerRecord<>("copies", "to both".getBytes())).get(30, TimeUnit.SECONDS);
            }
        }
        browser.screenshot(name + "-live-two");
        admin.deleteTopics(List.of("copies")).all().get(30, TimeUnit.SECONDS);
        browser.untilText(".tail-note", "copies");
        browser.screenshot(name + "-live-deleted");
    }
}
