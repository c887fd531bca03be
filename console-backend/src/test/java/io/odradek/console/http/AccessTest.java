package io.odradek.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.odradek.console.House;
import io.odradek.console.audit.AuditEntry;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Rights;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.settings.Access;
import io.odradek.console.settings.Settings;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A console with users, in front of a cluster that does not answer: who is let in, and how far. */
@Timeout(120)
class AccessTest {

    private static final String ROOT = "/api/v1/clusters/gone";
    private static final String PLAN = ROOT + "/topics/orders-eu?dryRun=true";
    private static final String PASSWORD = "correct horse";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static House house;
    private static Fronted fronted;
    private static int port;
    private static String viewer;
    private static String editor;
    private static String scoped;
    private static String admin;

    @BeforeAll
    static void start() throws Exception {
        fronted = Fronted.before(Fronted.NOWHERE, "gone", "other");
        house = fronted.house();
        port = fronted.port();
        Actor root = new Actor("root", "test", Rights.ALL);
        house.users().add(root, "ada", PASSWORD, List.of("admin"));
        house.users().add(root, "vera", PASSWORD, List.of("viewer"));
        house.users().add(root, "ed", PASSWORD, List.of("editor"));
        house.users().add(root, "sam", PASSWORD, List.of("editor on topic:orders-* in gone"));
        admin = signIn("ada");
        viewer = signIn("vera");
        editor = signIn("ed");
        scoped = signIn("sam");
    }

    @AfterAll
    static void stop() {
        fronted.close();
    }

    @Test
    void nobodyGetsPastTheGate() throws Exception {
        for (String path : List.of("/api/v1/clusters", ROOT + "/topics", "/api/v1/openapi.json", "/api/v1/users",
                "/api/v1/audit", "/metrics", "/api/v1/session")) {
            assertThat(get(path, "")).as(path).returns(401, HttpResponse::statusCode);
            assertThat(get(path, "odradek-session=made-up")).as(path).returns(401, HttpResponse::statusCode);
        }
        assertThat(get("/api/v1/stream", "").statusCode()).isEqualTo(401);
        assertThat(send("DELETE", ROOT + "/topics/orders", "", "")).returns(401, HttpResponse::statusCode);
        assertThat(get("/health/live", "").statusCode()).isEqualTo(200);
        HttpResponse<String> page = get("/c/gone/topics?q=a", "");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("location")).contains("/sign-in?to=%2Fc%2Fgone%2Ftopics%3Fq%3Da");
        assertThat(get("/?v-r=uidl", "").statusCode()).as("a page's own request").isEqualTo(401);
        assertThat(get("/sign-in", "").statusCode()).as("passed on; there are no pages here").isEqualTo(503);
        assertThat(get("/css/../c/gone", "").statusCode()).isEqualTo(302);
    }

    @Test
    void rolesReachAsFarAsTheRoutesSay() throws Exception {
        assertThat(get(ROOT + "/topics", viewer).statusCode()).isEqualTo(200);
        assertThat(get("/metrics", viewer).statusCode()).isEqualTo(200);
        denied(send("DELETE", ROOT + "/topics/orders", "", viewer));
        denied(send("POST", ROOT + "/topics", "{\"name\":\"x\"}", viewer));
        denied(send("PUT", ROOT + "/topics/invoices/decoders", "{\"value\":{\"decoder\":\"hex\"}}", viewer));
        // Trying them is looking, on the page as here; this one is refused for its name alone.
        assertThat(send("PUT", ROOT + "/topics/invoices/decoders?dryRun=true", "{\"value\":{\"decoder\":\"none\"}}",
                viewer).statusCode()).isEqualTo(400);
        denied(send("PUT", ROOT + "/topics/payments/decoders?dryRun=true", "{}", scoped));
        denied(send("POST", ROOT + "/groups/g/offsets", "{\"to\":\"latest\"}", viewer));
        denied(get("/api/v1/users", viewer));
        denied(get("/api/v1/audit", editor));
        denied(send("POST", ROOT + "/elections", "{\"type\":\"preferred\"}", editor));
        denied(send("POST", "/api/v1/clusters", "{\"id\":\"x\",\"bootstrapServers\":\"h:1\"}", editor));
        assertThat(send("DELETE", PLAN, "", editor).statusCode()).isEqualTo(200);
        List<AuditEntry> refused = List.of();
        while (refused.isEmpty()) {
            refused = house.audit().find(ROOT + "/topics/orders", "refused", 10);
        }
        assertThat(refused.getFirst()).returns("vera", AuditEntry::actor).returns("api.delete", AuditEntry::action);
        assertThat(get("/api/v1/users", admin).body()).contains("\"vera\"").doesNotContain("pbkdf2");
        JsonNode self = Json.MAPPER.readTree(get("/api/v1/session", scoped).body());
        assertThat(self.get("name").asText()).isEqualTo("sam");
        assertThat(self.at("/grants/0").asText()).isEqualTo("editor on topic:orders-* in gone");
    }

    @Test
    void prefixesHoldForRoutesAndStreams() throws Exception {
        assertThat(get(ROOT + "/topics", scoped).statusCode()).isEqualTo(200);
        assertThat(send("DELETE", PLAN, "", scoped).statusCode()).isEqualTo(200);
        denied(send("DELETE", ROOT + "/topics/payments", "", scoped));
        denied(get(ROOT + "/topics/payments/records", scoped));
        denied(get(ROOT + "/brokers", scoped));
        denied(get(ROOT + "/groups/orders-eu", scoped));
        denied(get("/api/v1/clusters/other/topics/orders-eu", scoped));
        assertThat(get("/api/v1/clusters", scoped).body()).contains("\"gone\"").doesNotContain("\"other\"");
        // The route cannot know the name in a body; the service does.
        denied(send("POST", ROOT + "/topics", "{\"name\":\"payments\"}", scoped));
        Actor sam = house.sessions().actor(scoped.substring(scoped.indexOf('=') + 1), null, "here", true);
        assertThatThrownBy(() -> house.topics().delete(sam, "gone", Set.of("orders-eu", "payments")))
                .hasMessageContaining("payments");
        assertThat(house.audit().find("orders-eu, payments", "refused", 1)).hasSize(1);
        try (SocketBrowser browser = new SocketBrowser(port, scoped)) {
            browser.say("""
                    {"op":"subscribe","id":"a","stream":"records.tail",
                    "params":{"cluster":"gone","topics":["orders-eu","payments"]}}""");
            JsonNode error = browser.await(m -> m.path("type").asText().equals("error"));
            assertThat(error.get("detail").asText()).contains("payments");
            browser.say("""
                    {"op":"subscribe","id":"b","stream":"overview","params":{"topic":"orders-eu"}}""");
            assertThat(browser.await(m -> m.path("id").asText().equals("b")).get("type").asText()).isEqualTo("error");
        }
    }

    @Test
    void sessionsChangeNothingForOtherSites() throws Exception {
        String path = ROOT + "/topics/orders";
        denied(raw("DELETE", path, editor));
        denied(raw("DELETE", path, editor, "Origin", "http://evil.example"));
        denied(raw("DELETE", path, editor, "Origin", "null"));
        denied(raw("DELETE", path, editor, "Sec-Fetch-Site", "cross-site"));
        denied(raw("POST", "/c/gone?v-r=uidl", editor));
        denied(raw("POST", "/c/gone?v-r=uidl", editor, "Origin", "http://evil.example"));
        assertThat(raw("DELETE", PLAN, editor, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
        assertThat(raw("POST", "/api/v1/session", "", "Content-Type", "text/plain").statusCode()).isEqualTo(400);
        denied(raw("POST", "/api/v1/session", "", "Origin", "http://evil.example"));
        for (String origin : List.of("http://evil.example", "null")) {
            assertThatThrownBy(() -> CLIENT.newWebSocketBuilder().header("Cookie", viewer).header("Origin", origin)
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/stream"),
                            new java.net.http.WebSocket.Listener() { }).join()).hasMessageContaining("Handshake");
        }
        assertThatThrownBy(() -> new SocketBrowser(port)).hasMessageContaining("Handshake");
    }

    @Test
    void hostsOfOthersAreRefusedAlsoBeyondLoopback() throws Exception {
        assertThat(status(port, "rebound.example")).isEqualTo(403);
        assertThat(status(port, "127.0.0.1:" + port)).isEqualTo(200);
        Access access = new Access(false, URI.create("https://kafka.example"), false, "");
        Settings settings = new Settings(0, Path.of("."), "0.0.0.0", 0, 0, false, "127.0.0.1:1");
        List<ClusterSpec> gone = List.of(new ClusterSpec("gone", "127.0.0.1:1", false, Map.of()));
        try (House wide = new House(settings, access, gone, null);
                Front beyond = new Front(wide, "0.0.0.0", () -> true)) {
            int there = beyond.listen("127.0.0.1", 0);
            assertThat(status(there, "rebound.example")).isEqualTo(403);
            assertThat(status(there, "kafka.example.evil.example")).isEqualTo(403);
            for (String ours : List.of("kafka.example", "10.1.2.3:8080", "console:8080", "[fe80::1]:8080",
                    "localhost")) {
                assertThat(status(there, ours)).as(ours).isEqualTo(200);
            }
        }
    }

    @Test
    void cookiesAreOutOfReachForScriptsAndPlainLines() throws Exception {
        String plain = cookie(send("POST", "/api/v1/session", credentials("vera"), ""));
        assertThat(plain).containsIgnoringCase("; HttpOnly").contains("SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        HttpResponse<String> tls = CLIENT.send(HttpRequest.newBuilder(uri("/api/v1/session"))
                .header("content-type", "application/json").header("X-Forwarded-Proto", "https")
                .POST(HttpRequest.BodyPublishers.ofString(credentials("vera"))).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(cookie(tls)).contains("Secure");
        HttpResponse<String> page = get("/health/live", "");
        assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
    }

    @Test
    void signingOutAndFailingToSignIn() throws Exception {
        assertThat(send("POST", "/api/v1/session", credentials("vera").replace(PASSWORD, "guessed it"), "")
                .statusCode()).isEqualTo(401);
        assertThat(send("POST", "/api/v1/welcome",
                "{\"link\":\"x\",\"name\":\"eve\",\"password\":\"long enough\"}", "").statusCode()).isEqualTo(403);
        String mine = signIn("vera");
        try (SocketBrowser browser = new SocketBrowser(port, mine)) {
            HttpResponse<String> out = send("DELETE", "/api/v1/session", "", mine);
            assertThat(out.statusCode()).isEqualTo(204);
            assertThat(cookie(out)).contains("Max-Age=0");
            assertThat(get("/api/v1/clusters", mine).statusCode()).isEqualTo(401);
            assertThat(browser.closed().get(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(4401);
        }
    }

    @Test
    void tokensOpenTheApiAndNotThePages() throws Exception {
        HttpResponse<String> made = send("POST", "/api/v1/users/ed/tokens", "{\"note\":\"ci\"}", admin);
        String token = Json.MAPPER.readTree(made.body()).get("token").asText();
        assertThat(raw("DELETE", PLAN, "", "Authorization", "Bearer " + token).statusCode()).isEqualTo(200);
        denied(raw("GET", "/api/v1/users", "", "Authorization", "Bearer " + token));
        denied(send("POST", "/api/v1/users/ada/tokens", "{\"note\":\"mine\"}", editor));
    }

    private static String credentials(String name) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
    }

    private static String signIn(String name) throws Exception {
        return cookie(send("POST", "/api/v1/session", credentials(name), "")).split(";")[0];
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("set-cookie").orElseThrow();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> get(String path, String cookie) throws Exception {
        return raw("GET", path, cookie);
    }

    /** As a page of ours would. */
    private static HttpResponse<String> send(String method, String path, String body, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("content-type", "application/json")
                .header("Origin", "http://127.0.0.1:" + port)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return CLIENT.send(cookie.isEmpty() ? request.build() : request.header("Cookie", cookie).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> raw(String method, String path, String cookie, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        String[] all = Stream.concat(Stream.of(headers), cookie.isEmpty() ? Stream.of()
                : Stream.of("Cookie", cookie)).toArray(String[]::new);
        return CLIENT.send(all.length == 0 ? request.build() : request.headers(all).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void denied(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
        assertThat(Json.MAPPER.readTree(response.body()).get("detail").asText()).isNotBlank();
    }

    private static int status(int at, String host) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            byte[] answer = new byte[64];
            int length = socket.getInputStream().read(answer);
            return Integer.parseInt(new String(answer, 0, length, StandardCharsets.ISO_8859_1).split(" ")[1]);
        }
    }
}
