package io.odradek.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.odradek.console.House;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A WebSocket that breaks, and what the next one goes on with; by the events of a cluster that does not answer. */
@Timeout(60)
class ResumeTest {

    private static House house;
    private static Front front;
    private static int port;

    @BeforeAll
    static void start() {
        Settings settings = new Settings(0, Path.of("."), "127.0.0.1", 0, 0, false, "127.0.0.1:1");
        house = new House(settings, List.of(new ClusterSpec("gone", "127.0.0.1:1", false, Map.of())), null);
        front = new Front(house, "127.0.0.1", () -> true);
        port = front.listen("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        front.close();
        house.close();
    }

    @Test
    void nextConnectionBringsWhatCameMeanwhileAndNothingTwice() throws Exception {
        String subject = "nothing twice";
        Heard heard = new Heard(subject);
        String session;
        try (SocketBrowser first = new SocketBrowser(port)) {
            session = first.await(type("hello")).get("session").asText();
            heard.listen(first);
            note(subject, 0, 10);
            heard.until(first, "9");
        }
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
        String session;
        try (SocketBrowser first = new SocketBrowser(port)) {
            session = first.await(type("hello")).get("session").asText();
            heard.listen(first);
            note(subject, 0, 10);
            heard.until(first, "9");
        }
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
        String session;
        try (SocketBrowser first = new SocketBrowser(port)) {
            session = first.await(type("hello")).get("session").asText();
            heard.listen(first);
            note(subject, 0, 1);
            heard.until(first, "0");
        }
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
            house.supervisor().note("gone", "info", subject, String.valueOf(i));
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

        /** Returns once the stream is open, which its history shows. */
        void listen(SocketBrowser browser) throws Exception {
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
