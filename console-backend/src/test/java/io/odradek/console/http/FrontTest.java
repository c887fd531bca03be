package io.odradek.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.odradek.console.House;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The front while its only cluster is unreachable: shapes, refusals, hostile requests. */
class FrontTest {

    private static House house;
    private static Fronted fronted;
    private static int port;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

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
    void unreachableClusterIsToldAsSuch() throws Exception {
        assertThat(json(get("/api/v1/clusters/gone/overview"), 200).get("reachable").asBoolean()).isFalse();
        assertThat(json(get("/api/v1/clusters/gone/topics"), 200).get("total").asInt()).isZero();
        JsonNode health = json(get("/api/v1/clusters/gone/health"), 200);
        assertThat(health.get("state").asText()).isEqualTo("FAILED");
        assertThat(health.at("/findings/1/state").asText()).isEqualTo("HALTED");
        assertThat(get("/metrics").body()).contains("kafka_cluster_reachable{cluster=\"gone\"} 0");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void programsAreToldEverythingInEnglishAsTextWhateverLanguageTheyAskFor() throws Exception {
        JsonNode finding = json(korean("/api/v1/clusters/gone/health"), 200).at("/findings/0");
        assertThat(finding.get("title").asText()).isEqualTo("The cluster answers");
        assertThat(finding.get("summary").asText()).startsWith("It did not answer: ");
        assertThat(finding.get("remedy").asText()).startsWith("Check that its brokers run");
        HttpResponse<String> answer = korean("/api/v1/clusters/gone/brokers/7");
        problem(answer, 404);
        JsonNode refused = Json.MAPPER.readTree(answer.body());
        assertThat(refused.get("title").asText()).isEqualTo("No such broker");
        assertThat(refused.get("detail").asText()).isEqualTo("7");
        JsonNode plan = json(get("/api/v1/openapi.json"), 200).at("/components/schemas/Plan/properties");
        assertThat(plan.at("/title/type").asText()).isEqualTo("string");
        assertThat(plan.at("/steps/items/type").asText()).isEqualTo("string");
    }

    private static HttpResponse<String> korean(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("accept-language", "ko").build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everyErrorIsAProblem() throws Exception {
        problem(get("/api/v1/nothing"), 404);
        problem(get("/api/other"), 404);
        problem(get("/api/v1/clusters/other/overview"), 404);
        problem(get("/api/v1/clusters/gone/brokers/7"), 404);
        problem(get("/api/v1/clusters/gone/brokers/seven"), 400);
        problem(get("/api/v1/clusters/gone/topics?limit=0"), 400);
        problem(get("/api/v1/clusters/gone/topics?sort=beauty"), 400);
        problem(get("/api/v1/clusters/gone/topics/t/records?from=somewhere"), 400);
        problem(get("/api/v1/clusters/gone/topics/t/records?partitions=a"), 400);
        problem(get("/api/v1/clusters/gone/series?seconds=100000"), 400);
        problem(get("/api/v1/embedded/brokers"), 422);
        problem(get("/api/v1/stream"), 400);
        HttpResponse<String> notAllowed = send("PUT", "/api/v1/clusters", "{}");
        problem(notAllowed, 405);
        assertThat(notAllowed.headers().firstValue("allow")).contains("GET, POST");
    }

    @Test
    void badBodiesAreRefused() throws Exception {
        String topics = "/api/v1/clusters/gone/topics";
        problem(send("POST", topics, "{\"name\":"), 400);
        problem(send("POST", topics, "[]"), 400);
        problem(send("POST", topics, ""), 400);
        problem(send("POST", topics, "{}"), 400);
        problem(send("POST", topics, "{\"name\":\"x\",\"colour\":\"red\"}"), 400);
        problem(send("POST", topics, "{\"name\":\"x\"} {}"), 400);
        problem(send("POST", topics, "\"".repeat(100_000)), 400);
        problem(send("POST", topics, "{\"name\":" + "[".repeat(100_000)), 400);
        problem(send("POST", topics, "{\"name\":\"" + "x".repeat(2 << 20) + "\"}"), 413);
        problem(send("POST", topics + "/t/records", "{\"value\":{\"text\":\"zz\",\"encoding\":\"hex\"}}"), 400);
        problem(send("PATCH", topics + "/t/configuration", "{\"changes\":{}}"), 400);
    }

    @Test
    void otherSitesCannotChangeAnything() throws Exception {
        URI topics = URI.create("http://127.0.0.1:" + port + "/api/v1/clusters/gone/topics");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"name\":\"x\"}");
        problem(CLIENT.send(HttpRequest.newBuilder(topics).header("content-type", "text/plain").POST(body).build(),
                HttpResponse.BodyHandlers.ofString()), 400);
        for (String[] header : new String[][] {{"Origin", "http://evil.example"}, {"Origin", "null"},
            {"Sec-Fetch-Site", "cross-site"}, {"Origin", "http://127.0.0.1:1"}}) {
            problem(CLIENT.send(HttpRequest.newBuilder(topics).header("content-type", "application/json")
                    .header(header[0], header[1]).POST(body).build(), HttpResponse.BodyHandlers.ofString()), 403);
        }
        assertThat(raw("GET /api/v1/clusters HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /api/v1/clusters HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void hostileRequestsAreAnsweredAndHurtNobodyElse() throws Exception {
        String host = "Host: 127.0.0.1\r\n";
        assertThat(raw("GET / HTTP/1.1\r\n" + host + "X: " + "y".repeat(100_000) + "\r\n\r\n"))
                .containsPattern("^HTTP/1.. 431");
        assertThat(raw("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + host + "\r\n"))
                .containsPattern("^HTTP/1.. 414");
        assertThat(raw("nonsense\r\n\r\n")).containsPattern("^HTTP/1.. 400");
        assertThat(raw("GET /api/v1/clusters HTTP/1.1\r\nConnection: close\r\n\r\n")).containsPattern("^HTTP/1.. 400");
        assertThat(raw("GET /api/v1/../../../etc/passwd HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"))
                .doesNotContain("root:");
        assertThat(raw("GET /api/v1/clusters/%00/overview HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.. 4");
        assertThat(raw("GET /api/v1/clusters/%zz/overview HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.. 4");
        assertThat(get("/api/v1/clusters").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutPagesABrowserIsToldToWait() throws Exception {
        HttpResponse<String> page = get("/topics");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("starting");
    }

    @Test
    void openApiDescribesEveryRowOfTheTable() throws Exception {
        JsonNode document = json(get("/api/v1/openapi.json"), 200);
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        Set<String> ids = new HashSet<>();
        int described = 0;
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                described++;
                assertThat(ids.add(operation.getValue().get("operationId").asText())).isTrue();
                assertThat(operation.getValue().get("summary").asText()).isNotBlank();
                Set<String> named = new HashSet<>();
                operation.getValue().get("parameters").forEach(p -> {
                    if (p.get("in").asText().equals("path")) {
                        named.add("{" + p.get("name").asText() + "}");
                    }
                });
                for (String part : path.getKey().split("/")) {
                    assertThat(!part.startsWith("{") || named.contains(part)).as(path.getKey()).isTrue();
                }
            }
        }
        assertThat(described).isEqualTo(Routes.of(house).size() - 1);
        List<String> references = new ArrayList<>();
        document.findValuesAsText("$ref").forEach(references::add);
        for (String reference : references) {
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("content-type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            byte[] answer = new byte[4_096];
            int length = socket.getInputStream().read(answer);
            return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    private static JsonNode json(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        return Json.MAPPER.readTree(response.body());
    }

    private static void problem(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = Json.MAPPER.readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
    }
}
