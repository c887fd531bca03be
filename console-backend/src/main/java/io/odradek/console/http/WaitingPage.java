package io.odradek.console.http;

import io.vertx.core.http.HttpServerRequest;

/** What a browser sees while the pages are not up: a page that asks again each second, or that says there are none. */
final class WaitingPage {

    private static final String STARTING = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
            <meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">
            <title>Odradek</title><body style="font:16px system-ui;display:grid;place-content:center;height:95vh">
            <p>The console is starting. This page asks again by itself.</p></body></html>
            """;
    private static final String NONE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
            <title>Odradek</title><body style="font:16px system-ui;display:grid;place-content:center;height:95vh">
            <p>This console runs without pages. Its <a href="/api/v1/openapi.json">API</a> and
            <a href="/metrics">metrics</a> are there.</p></body></html>
            """;

    private WaitingPage() {
    }

    static void send(HttpServerRequest request, boolean never) {
        request.response().setStatusCode(503).putHeader("content-type", "text/html; charset=utf-8")
                .putHeader("retry-after", "1").putHeader("cache-control", "no-store").end(never ? NONE : STARTING);
    }
}
