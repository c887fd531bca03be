package io.odradek.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.odradek.console.House;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A WebSocket that breaks, and what the next one goes on with; by the events of a cluster that does not answer. */
@Timeout(60)
class ResumeTest {

    private static House house;
    private static Fronted fronted;
    private static int port;

    @BeforeAll
    static void start() {
        fronted = Fronted.before(Fronted.NOWHERE, "gone");
        house = fronted.house();
        port = fronted.port();
    }

    @AfterAll
    static void stop() {
        fronted.close();
    }

    @Test
    void nextConnectionBringsWhatCameMeanwhileAndNothingTwice() throws Exception {
        String subject = "nothing twice";
        Heard heard = new Heard(subject);
        String session = heard.untilABreak(10);
        note(subject, 10, 20);
        try (SocketBrowser second = new SocketBrowser(port)) {
            second.say("{\"op\":\"resume\",\"session\":\"" + session + "\",\"seq\":" + heard.sequence + "}");
            assertThat(second.await(type("resumed")).get("session").asText()).isEqualTo(session);
            note(subject, 20, 30);
            heard.until(second, "29");
        }
        assertThat(heard.what).containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(String::valueOf).toList());
        assertThat(heard.dropped).isZero();
    }

    @Test
    void messagesThatWereOnTheirWayComeAgain() throws Exception {
        String subject = "on their way";
        Heard heard = new Heard(subject);
        String session = heard.untilABreak(10);
        Heard again = new Heard(subject);
        try (SocketBrowser second = new SocketBrowser(port)) {
            second.say("{\"op\":\"resume\",\"session\":\"" + session + "\",\"seq\":0}");
            again.until(second, "9");
        }
        assertThat(again.what).containsExactlyElementsOf(heard.what);
    }

    @Test
    void whatDoesNotFitIsCountedAsDropped() throws Exception {
        String subject = "too many";
        Heard heard = new Heard(subject);
        String session = heard.untilABreak(1);
        note(subject, 1, 20_001);
        try (SocketBrowser second = new SocketBrowser(port)) {
            second.say("{\"op\":\"resume\",\"session\":\"" + session + "\",\"seq\":" + heard.sequence + "}");
            heard.until(second, "20000");
        }
        assertThat(heard.what.size() + heard.dropped).as("all are accounted for").isEqualTo(20_001);
        assertThat(heard.dropped).isPositive();
    }

    @Test
    void whatIsUnknownOrOverBeginsAnew() throws Exception {
        try (SocketBrowser browser = new SocketBrowser(port)) {
            String own = browser.await(type("hello")).get("session").asText();
            browser.say("{\"op\":\"resume\",\"session\":\"made-up\",\"seq\":7}");
            assertThat(browser.await(type("anew")).get("session").asText()).isEqualTo(own);
            browser.say("{\"op\":\"subscribe\",\"id\":\"e\",\"stream\":\"events\"}");
            browser.await(m -> m.path("id").asText().equals("e"));
        }
    }

    private static java.util.function.Predicate<JsonNode> type(String type) {
        return message -> message.path("type").asText().equals(type);
    }

    private static void note(String subject, int from, int to) {
        for (int i = from; i < to; i++) {
            house.supervisor().note("gone", "info", Sentence.quoted(subject),
                    Sentence.quoted(String.valueOf(i)));
        }
    }

    /** What a browser heard of one subject. */
    private static final class Heard {
        private final String subject;
        private final List<String> what = new ArrayList<>();
        private long sequence;
        private int dropped;

        Heard(String subject) {
            this.subject = subject;
        }

        /** Hears so many events, then the connection breaks; answers the session to go on with. */
        String untilABreak(int events) throws Exception {
            try (SocketBrowser browser = new SocketBrowser(port)) {
                String session = browser.await(type("hello")).get("session").asText();
                listen(browser);
                note(subject, 0, events);
                until(browser, String.valueOf(events - 1));
                return session;
            }
        }

        /** Returns once the stream is open, which its history shows. */
        private void listen(SocketBrowser browser) throws Exception {
            note("before", 0, 1);
            browser.say("{\"op\":\"subscribe\",\"id\":\"e\",\"stream\":\"events\"}");
            next(browser);
        }

        void until(SocketBrowser browser, String last) throws InterruptedException {
            while (what.isEmpty() || !what.getLast().equals(last)) {
                next(browser);
            }
        }

        private void next(SocketBrowser browser) throws InterruptedException {
            JsonNode message = browser.await(m -> m.path("id").asText().equals("e"));
            sequence = message.get("seq").asLong();
            dropped += message.path("dropped").asInt();
            message.get("items").forEach(item -> {
                if (item.get("subject").asText().equals(subject)) {
                    what.add(item.get("what").asText());
                }
            });
        }
    }
}
