package io.odradek.console.http;

import io.odradek.console.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every error of the front, as application/problem+json (RFC 9457). */
final class ProblemJson {

    private ProblemJson() {
    }

    static Map<String, Object> of(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "urn:odradek:problem:" + problem.kind().name().toLowerCase(java.util.Locale.ROOT));
        json.put("title", problem.title());
        json.put("status", problem.kind().status());
        json.put("detail", problem.detail());
        if (!problem.remedy().isEmpty()) {
            json.put("remedy", problem.remedy());
        }
        return json;
    }

    /**
     * Ends the response with it, unless that has begun; then the connection is closed, so that nobody takes it for
     * whole.
     */
    static void send(HttpServerResponse response, Problem problem) {
        send(response, problem.kind().status(), of(problem));
    }

    /** The same for a status of HTTP's own, such as 431. */
    static void send(HttpServerResponse response, int status, String title, String detail) {
        send(response, status, Map.of("type", "about:blank", "title", title, "status", status, "detail", detail));
    }

    private static void send(HttpServerResponse response, int status, Map<String, Object> json) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        response.setStatusCode(status).putHeader("content-type", "application/problem+json")
                .putHeader("cache-control", "no-store").end(Buffer.buffer(Json.bytes(json)));
    }
}
