package io.odradek.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.odradek.console.House;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The way to the pages, with a server in their place that tells what reaches it. */
@Timeout(60)
class PageProxyTest {

    private static final String CHUNK = "a{} ".repeat(16_000);
    private static final int FIRST_BYTES = 200_000;
    private static final int LEAVERS = 40;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> left = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer pages;
    private House house;
    private Front front;
    private int port;

    @BeforeEach
    void start() throws Exception {
        pages = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        Settings settings = new Settings(0, Path.of("."), "127.0.0.1", 0, 0, false, "127.0.0.1:1");
        house = new House(settings, List.of(new ClusterSpec("gone", "127.0.0.1:1", false, Map.of())), null);
        front = new Front(house, "127.0.0.1", () -> true);
        port = front.listen("127.0.0.1", 0);
        front.pages(new InetSocketAddress("127.0.0.1", pages.actualPort()));
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
        house.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/push" -> request.toWebSocket()
                    .onSuccess(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)));
            case "/large" -> request.response().putHeader("content-type", "text/css").end("a{} ".repeat(200_000));
            case "/endless" -> endless(request.response().setChunked(true));
            case "/half" -> request.response().setChunked(true).write("half")
                    .onSuccess(_ -> request.connection().close());
            case "/post" -> request.bodyHandler(body -> request.response().setStatusCode(201)
                    .end("took " + body.length()));
            default -> request.response().putHeader("Set-Cookie", "a=b").end(request.uri() + " "
                    + request.getHeader("X-Forwarded-For") + " " + request.getHeader("X-Forwarded-Host") + " "
                    + request.getHeader("Host") + " " + request.getHeader("X-Forwarded-User"));
        }
    }

    private void endless(HttpServerResponse response) {
        response.closeHandler(_ -> left.add("gone"));
        response.exceptionHandler(_ -> { });
        fill(response);
    }

    /** The next once this one is on its way; none once nobody takes them any more. */
    private void fill(HttpServerResponse response) {
        response.write(CHUNK).onSuccess(_ -> vertx.runOnContext(_ -> fill(response)));
    }

    @Test
    void whatIsNotTheApisIsPassedOnWithItsOriginAndWithoutForgedHeaders() throws Exception {
        HttpResponse<String> page = client.send(HttpRequest.newBuilder(uri("http", "/topics?page=2"))
                .header("X-Forwarded-For", "6.6.6.6").header("X-Forwarded-User", "root").build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).isEqualTo("/topics?page=2 127.0.0.1 127.0.0.1:" + port + " 127.0.0.1:" + port
                + " null");
        assertThat(page.headers().firstValue("set-cookie")).contains("a=b");
    }

    @Test
    void bodiesPassBothWaysAndTextIsCompressedForWhoAsks() throws Exception {
        HttpResponse<String> posted = client.send(HttpRequest.newBuilder(uri("http", "/post"))
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(3_000_000))).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(201);
        assertThat(posted.body()).isEqualTo("took 3000000");
        HttpResponse<byte[]> large = client.send(HttpRequest.newBuilder(uri("http", "/large"))
                .header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(large.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(large.body().length).isLessThan(80_000);
    }

    @Test
    void webSocketsAreTunnelled() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder().buildAsync(uri("ws", "/push"), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                heard.complete(data.toString());
                return null;
            }
        }).get(10, TimeUnit.SECONDS);
        socket.sendText("hello", true);
        assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("echo hello");
        socket.abort();
    }

    /** The pages write on while their reader has gone: what comes of it is said to nobody, and breaks nothing. */
    @Test
    void browserThatLeavesInTheMidstOfAPageIsPassedOverQuietly() throws Exception {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger vertxs = (Logger) LoggerFactory.getLogger("io.vertx.core");
        said.start();
        vertxs.addAppender(said);
        try {
            for (int i = 0; i < LEAVERS; i++) {
                try (Socket browser = new Socket("127.0.0.1", port)) {
                    browser.setSoLinger(true, 0);
                    browser.getOutputStream().write(("GET /endless HTTP/1.1\r\nHost: 127.0.0.1:" + port
                            + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    browser.getInputStream().readNBytes(FIRST_BYTES);
                }
            }
            for (int i = 0; i < LEAVERS; i++) {
                assertThat(left.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
        } finally {
            vertxs.detachAppender(said);
        }
        assertThat(said.list.stream().filter(event -> event.getLevel() == Level.ERROR)).isEmpty();
    }

    @Test
    void halfOfAPageIsNotEndedAsIfItWereWhole() {
        assertThatThrownBy(() -> client.send(HttpRequest.newBuilder(uri("http", "/half")).build(),
                HttpResponse.BodyHandlers.ofString())).isInstanceOf(IOException.class);
    }

    @Test
    void pagesThatAreGoneAreABadGatewayAndTheApiStays() throws Exception {
        pages.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        HttpResponse<String> page = client.send(HttpRequest.newBuilder(uri("http", "/")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(client.send(HttpRequest.newBuilder(uri("http", "/api/v1/clusters")).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }
}
