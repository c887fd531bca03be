package io.odradek.console.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Passes what is not the API's on to the pages' server: HTTP/1.1 both ways with back-pressure, and WebSockets as a
 * tunnel of bytes. Headers of one
 * hop stay here; X-Forwarded-* are ours alone, whatever the client sent. Runs on event loops.
 */
final class PageProxy implements Handler<HttpServerRequest> {

    /** Headers that speak of one connection only (RFC 9110, 7.6.1). */
    private static final Set<String> HOP = Set.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");
    /** Connections to the pages' server; each open page holds one for its push. */
    private static final int CONNECTIONS = 1_024;

    private final HttpClient client;
    private final Guard guard;
    private volatile SocketAddress origin;
    private volatile boolean failed;

    PageProxy(Vertx vertx, Guard guard) {
        this.guard = guard;
        client = vertx.createHttpClient(new HttpClientOptions().setKeepAliveTimeout(20),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** From now on requests go there. */
    void to(SocketAddress pages) {
        origin = pages;
    }

    /** There will be no pages; says so instead of asking for patience. */
    void unavailable() {
        failed = true;
    }

    @Override
    public void handle(HttpServerRequest request) {
        SocketAddress server = origin;
        if (server == null) {
            WaitingPage.send(request, failed);
            return;
        }
        request.pause();
        boolean upgrade = request.headers().contains(HttpHeaders.UPGRADE);
        RequestOptions options = new RequestOptions().setServer(server).setMethod(request.method())
                .setURI(request.uri())
                .setHost(request.authority().host()).setPort(Math.max(1, request.authority().port()));
        client.request(options).onComplete(out -> {
            headers(request, out, upgrade);
            out.exceptionHandler(_ -> { });
            if (upgrade) {
                tunnel(request, out);
            } else {
                pass(request, out);
            }
        }, _ -> failed(request));
    }

    private void headers(HttpServerRequest request, HttpClientRequest out, boolean upgrade) {
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if ((upgrade || !HOP.contains(lower)) && !lower.startsWith("x-forwarded-") && !lower.equals("forwarded")) {
                out.headers().add(name, value);
            }
        });
        out.headers().set("X-Forwarded-For", guard.client(request))
                .set("X-Forwarded-Proto", guard.secure(request) ? "https" : "http")
                .set("X-Forwarded-Host", request.authority().toString());
    }

    private void pass(HttpServerRequest request, HttpClientRequest out) {
        out.response().onComplete(in -> answer(request, in), _ -> failed(request));
        request.response().closeHandler(_ -> out.reset());
        if (!request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            request.resume();
            out.end();
            return;
        }
        if (!request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            out.setChunked(true);
        }
        // Half of a body is no body: it is never ended as if it were whole.
        request.pipe().endOnFailure(false).to(out).onFailure(_ -> out.reset());
    }

    private static void answer(HttpServerRequest request, HttpClientResponse in) {
        HttpServerResponse response = request.response();
        response.setStatusCode(in.statusCode()).setStatusMessage(in.statusMessage());
        in.headers().forEach((name, value) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                response.headers().add(name, value);
            }
        });
        if (!in.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        // Nor is half of a page; and a browser that left would be written an end while its pipe still fills.
        in.pipe().endOnFailure(false).to(response).onFailure(_ -> response.reset());
    }

    private void tunnel(HttpServerRequest request, HttpClientRequest out) {
        out.connect().onComplete(in -> {
            HttpServerResponse response = request.response().setStatusCode(in.statusCode());
            in.headers().forEach((name, value) -> response.headers().add(name, value));
            if (in.statusCode() != 101) {
                request.resume();
                response.headers().remove(HttpHeaders.TRANSFER_ENCODING).remove(HttpHeaders.CONTENT_LENGTH);
                response.end();
                return;
            }
            NetSocket pages = in.netSocket();
            pages.pause();
            request.toNetSocket().onComplete(browser -> join(browser, pages), _ -> pages.close());
        }, _ -> failed(request));
    }

    private static void join(NetSocket browser, NetSocket pages) {
        browser.exceptionHandler(_ -> pages.close());
        pages.exceptionHandler(_ -> browser.close());
        browser.pipeTo(pages);
        pages.pipeTo(browser);
        pages.resume();
    }

    private static void failed(HttpServerRequest request) {
        request.resume();
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
        } else {
            response.setStatusCode(502).putHeader("content-type", "text/plain; charset=utf-8")
                    .end("The pages did not answer. The API and /metrics still do.\n");
        }
    }
}
