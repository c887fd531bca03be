package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** A transaction goes on, is looked at with what it holds back, and is aborted. The same on every cluster. */
final class TransactionJourney {
    private final Browser browser;
    private final String cluster;
    private final String bootstrapServers;
    private final String name;

    TransactionJourney(Browser browser, String cluster, String bootstrapServers, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    void walk() throws Exception {
        nothingIsSaid();
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("ledger", Optional.of(2), Optional.empty()))).all()
                    .get(30, TimeUnit.SECONDS);
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(new HashMap<String, Object>(Map.of(
                "bootstrap.servers", bootstrapServers, "transactional.id", "clerk-1")), new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>("ledger", i % 2, null, "entry " + i)).get(30, TimeUnit.SECONDS);
            }
            transactionIsShownWithWhatItHoldsBack();
            transactionIsAbortedByTypingItsId();
            assertThatThrownBy(producer::commitTransaction).isInstanceOf(KafkaException.class);
        }
        itsIdStays();
    }

    private void nothingIsSaid() {
        browser.open("c/" + cluster);
        browser.click("a[data-go=x]");
        browser.until("location.pathname === '/c/" + cluster + "/transactions'");
        browser.untilText("#transactions .notice-empty", "No transaction goes on");
        browser.open("c/" + cluster + "/transactions?id=nobody");
        browser.untilText("#transaction .notice-problem", "nobody");
    }

    private void transactionIsShownWithWhatItHoldsBack() throws Exception {
        browser.open("c/" + cluster + "/transactions");
        browser.untilText("tr[data-key=clerk-1] .pill", "Ongoing");
        browser.untilText("tr[data-key=ledger-0]", "clerk-1");
        browser.run("document.querySelector('tr[data-key=clerk-1] a').click()");
        browser.until("location.search === '?id=clerk-1'");
        browser.until("document.querySelectorAll('#transaction tr[data-key^=ledger]').length === 2");
        browser.look(name + "-transactions");
        browser.screenshotNarrow(name + "-transactions");
    }

    private void transactionIsAbortedByTypingItsId() throws Exception {
        browser.click("tr[data-key=clerk-1] .abort");
        browser.untilText(".command code", "forceTerminateTransaction --transactionalId clerk-1");
        browser.until("document.querySelector('.dialog-act').disabled");
        browser.type(".confirm-field", "clerk-1");
        browser.look(name + "-transaction-abort");
        browser.click(".dialog-act");
        browser.untilText("#transactions .notice-empty", "No transaction goes on");
        browser.untilText("#held .notice-empty", "No partition is held back");
    }

    private void itsIdStays() {
        browser.open("c/" + cluster + "/transactions?q=cler");
        browser.untilText("#transactions .notice-empty", "Nothing has");
        browser.click("#all-ids input");
        browser.until("location.search.includes('all=true')");
        browser.until("document.querySelector('tr[data-key=clerk-1]')");
        browser.until("!document.querySelector('tr[data-key=clerk-1] .abort')");
    }
}
