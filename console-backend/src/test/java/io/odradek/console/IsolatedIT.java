package io.odradek.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.settings.Access;
import io.odradek.console.settings.Settings;
import io.odradek.engine.Isolation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --isolate} over the API: real processes are killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class IsolatedIT {

    private static final String COMMAND = "odradek.broker.command";
    private static final String LOCAL = "clusters/local/";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Run run;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        System.setProperty(COMMAND, String.join("\n", Isolation.likeThis("", "-XX:TieredStopAtLevel=1").command()));
        run = new Run(new Settings(2, data, "127.0.0.1", 0, 0, false, ""), Access.PLAIN,
                new EmbeddedEngine.Starter(true));
        run.start();
        assertThat(send("POST", "/api/v1/clusters/local/topics", """
                {"name": "copied", "partitions": 4, "replicationFactor": 2}""").statusCode()).isLessThan(300);
        await("copies", LOCAL + "topics?search=copied", all -> all.at("/items/0/inSync").asInt() == 4);
    }

    @AfterAll
    static void stop() {
        List<ProcessHandle> processes = ProcessHandle.current().children().toList();
        assertThat(processes).isNotEmpty();
        run.close();
        System.clearProperty(COMMAND);
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    /** In other processes one cannot look into logs; what a client or the broker itself tells is there all the same. */
    @Test
    @Order(1)
    void whatIsReadWithinAProcessIsReadByAClientInstead() throws Exception {
        JsonNode found = get(LOCAL + "topics/__odradek_probe/records?from=oldest");
        assertThat(found.path("records").size()).isPositive();
        assertThat(found.path("near").asBoolean()).isFalse();
        await("requests", LOCAL + "brokers/1/load", all -> all.path("requests").findValuesAsText("api")
                .contains("Metadata"));
        await("clients", LOCAL + "brokers/1/clients", all -> all.path("total").asInt() > 0);
        assertThat(get(LOCAL + "topics/copied/replication").path("inside").asBoolean()).isFalse();
        HttpResponse<String> segments = send("GET", "/api/v1/clusters/local/topics/copied/storage/0/1", "");
        assertThat(segments.body()).contains("Its brokers run in other processes");
        // Of the ZooKeeper in this process.
        await("its clients", LOCAL + "zookeeper", all -> all.path("clients").size() > 0);
    }

    @Test
    @Order(2)
    void metersOfAllProcessesAreOnOnePageAndThoseOfAnAddedOneToo() throws Exception {
        post("embedded/brokers");
        ProcessHandle added = process(3);
        String page = send("GET", "/metrics", "").body();
        assertThat(page.lines().filter(line -> line.startsWith("odradek_broker_running"))).containsExactlyInAnyOrder(
                running(1, 1), running(2, 1), running(3, 1));
        assertThat(page.lines().filter(line -> line.startsWith("# TYPE"))).doesNotHaveDuplicates();
        assertThat(page.lines().filter(line -> line.startsWith("jvm_info"))).as("of this process and three").hasSize(4)
                .anyMatch(line -> line.contains("broker=\"3\""));
        post("embedded/brokers/3/stop");
        assertThat(added.isAlive()).isFalse();
        assertThat(send("GET", "/metrics", "").body()).contains(running(3, 0));
        assertThat(get(LOCAL + "brokers/3/load").path("status").asInt()).as("it does not run").isEqualTo(503);
    }

    @Test
    @Order(3)
    void aKillByTheControlRoomIsOneOfAProcess() throws Exception {
        ProcessHandle killed = process(2);
        JsonNode before = broker(2);
        assertThat(killed.parent()).contains(ProcessHandle.current());
        post("embedded/brokers/2/kill");
        assertThat(killed.isAlive()).isFalse();
        assertThat(broker(2).path("running").asBoolean()).isFalse();
        post("embedded/brokers/2/start");
        assertThat(broker(2).path("port")).isEqualTo(before.path("port"));
        assertThat(broker(2).path("pid")).isNotEqualTo(before.path("pid"));
    }

    @Test
    @Order(4)
    void aProcessThatDiesByItselfIsSeenAtOnce() throws Exception {
        ProcessHandle dying = process(2);
        dying.destroyForcibly();
        happened("broker 2", "Its process " + dying.pid() + " ended by itself, by signal 9");
        await("the episode", "embedded/episodes", all -> all.at("/0/what").asText().equals("death"));
        assertThat(broker(2).path("running").asBoolean()).isFalse();
        assertThat(send("POST", "/api/v1/embedded/brokers/2/trouble", "{\"paused\": true}").statusCode())
                .isEqualTo(409);
    }

    private static String running(int broker, int value) {
        return "odradek_broker_running{broker=\"" + broker + "\",cluster=\"local\"} " + value + ".0";
    }

    private static JsonNode broker(int id) {
        try {
            return StreamSupport.stream(get("embedded/brokers").spliterator(), false)
                    .filter(broker -> broker.path("id").asInt() == id).findFirst().orElseThrow();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ProcessHandle process(int broker) {
        Optional<ProcessHandle> process = ProcessHandle.of(broker(broker).path("pid").asLong());
        return process.orElseThrow();
    }

    private static void happened(String subject, String what) throws IOException, InterruptedException {
        await(what, "events", all -> StreamSupport.stream(all.spliterator(), false).anyMatch(event ->
                event.path("subject").asText().equals(subject) && event.path("what").asText().contains(what)));
    }

    private static void await(String what, String path, Predicate<JsonNode> enough)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        JsonNode last = get(path);
        while (!enough.test(last)) {
            assertThat(System.nanoTime()).as("never: " + what + ", but " + last).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
            last = get(path);
        }
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("GET", "/api/v1/" + path, "").body());
    }

    private static void post(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", "/api/v1/" + path, "");
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + run.port() + path))
                .header("content-type", "application/json").method(method, BodyPublishers.ofString(body)).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
