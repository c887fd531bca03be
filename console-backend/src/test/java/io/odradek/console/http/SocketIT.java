package io.odradek.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.odradek.console.House;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.KafkaPeer;
import io.odradek.console.record.NewRecord;
import io.odradek.console.topic.NewTopic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The one WebSocket, against Apache Kafka. */
class SocketIT {

    private static final Actor ACTOR = Actor.anonymous("test");
    private static KafkaPeer peer;
    private static House house;
    private static Fronted fronted;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        peer = KafkaPeer.shared();
        fronted = Fronted.before(peer.bootstrapServers(), "peer");
        house = fronted.house();
        port = fronted.port();
        house.topics().create(ACTOR, "peer", new NewTopic("watched", 2, 1, Map.of()));
    }

    @AfterAll
    static void stop() {
        fronted.close();
    }

    @Test
    void tailBringsWhatIsProducedUntilItIsLeft() throws Exception {
        try (SocketBrowser browser = new SocketBrowser(port)) {
            browser.say("""
                    {"op":"subscribe","id":"e","stream":"events"}""");
            browser.await(m -> m.path("id").asText().equals("e"));
            browser.say("""
                    {"op":"subscribe","id":"t","stream":"records.tail",
                    "params":{"cluster":"peer","topic":"watched"}}""");
            JsonNode message = null;
            for (int i = 0; message == null && i < 50; i++) {
                house.records().produce(ACTOR, "peer", record("value-" + i));
                message = browser.poll(m -> m.path("id").asText().equals("t"), 500);
            }
            assertThat(message).isNotNull();
            assertThat(message.get("type").asText()).isEqualTo("data");
            assertThat(message.at("/items/0/value/text").asText()).startsWith("value-");
            assertThat(message.at("/items/0/value").has("bytes")).isFalse();
            browser.say("""
                    {"op":"unsubscribe","id":"t"}""");
            browser.await(m -> m.path("id").asText().equals("t") && m.path("type").asText().equals("end"));
        }
    }

    @Test
    void overviewRatesHealthAndEventsAreStreams() throws Exception {
        try (SocketBrowser browser = new SocketBrowser(port)) {
            for (String stream : List.of("overview", "cluster.rates", "health", "events")) {
                browser.say("{\"op\":\"subscribe\",\"id\":\"" + stream + "\",\"stream\":\"" + stream
                        + "\",\"params\":{\"cluster\":\"peer\"}}");
            }
            assertThat(browser.await(is("overview")).at("/items/0/cluster").asText()).isEqualTo("peer");
            assertThat(browser.await(m -> is("cluster.rates").test(m) && m.at("/items/0/values").has("records.in")))
                    .isNotNull();
            assertThat(browser.await(is("health")).at("/items/0/state").asText()).isNotEmpty();
            assertThat(browser.await(is("events")).at("/items/0/what").asText()).isNotEmpty();
            assertThat(browser.await(is("overview"))).as("the next sweep").isNotNull();
        }
    }

    @Test
    void replicasAndTransactionsAreStreamsAndWhatHasNoZookeeperSaysSo() throws Exception {
        try (SocketBrowser browser = new SocketBrowser(port)) {
            for (String stream : List.of("replication", "transactions", "znodes")) {
                browser.say("{\"op\":\"subscribe\",\"id\":\"" + stream + "\",\"stream\":\"" + stream
                        + "\",\"params\":{\"cluster\":\"peer\",\"topic\":\"watched\"}}");
            }
            JsonNode replication = browser.await(is("replication"));
            assertThat(replication.at("/items/0/partitions")).hasSize(2);
            assertThat(replication.at("/items/0/partitions/1/replicas/0/role").asText()).isEqualTo("leader");
            assertThat(browser.await(is("transactions")).at("/items/0/open").asInt()).isZero();
            assertThat(browser.await(m -> m.path("id").asText().equals("znodes")).path("title").asText())
                    .contains("No ZooKeeper");
            assertThat(browser.await(is("replication"))).as("the next look").isNotNull();
        }
    }

    @Test
    void mistakesAreAnsweredAndTheSocketStays() throws Exception {
        try (SocketBrowser browser = new SocketBrowser(port)) {
            for (String mistake : List.of("nonsense", "[]", "{}", "{\"op\":\"dance\"}", "{\"op\":\"subscribe\"}",
                    "{\"op\":\"subscribe\",\"id\":\"x\",\"stream\":\"nothing\"}",
                    "{\"op\":\"subscribe\",\"id\":\"y\",\"stream\":\"records.tail\",\"params\":{\"topic\":\"none\"}}",
                    "{\"op\":\"subscribe\",\"id\":\"z\",\"stream\":\"overview\",\"params\":{\"cluster\":\"none\"}}")) {
                browser.say(mistake);
                JsonNode error = browser.await(m -> m.path("type").asText().equals("error"));
                assertThat(error.get("title").asText()).as(mistake).isNotBlank();
            }
            browser.say("{\"op\":\"ping\"}");
            browser.await(m -> m.path("type").asText().equals("pong"));
        }
    }

    @Test
    void otherSitesCannotOpenOne() {
        assertThatThrownBy(() -> HttpClient.newHttpClient().newWebSocketBuilder()
                .header("Origin", "http://evil.example")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/stream"), new WebSocket.Listener() { })
                .get(30, TimeUnit.SECONDS)).hasMessageContaining("WebSocketHandshakeException");
    }

    private static Predicate<JsonNode> is(String id) {
        return message -> message.path("id").asText().equals(id) && message.path("type").asText().equals("data");
    }

    private static NewRecord record(String value) {
        return new NewRecord("watched", null, null, null, value.getBytes(StandardCharsets.UTF_8), List.of());
    }
}
