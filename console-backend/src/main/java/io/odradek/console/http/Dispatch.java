package io.odradek.console.http;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls from the event loop to virtual threads and the answers back. A client that leaves interrupts its handler.
 * No more than
 * {@link #AT_ONCE} handlers run; what comes above is refused with 429.
 */
final class Dispatch {

    /** More than people at pages need; a handler holds a few megabytes at most while it browses. */
    private static final int AT_ONCE = 128;
    /** A record of 20 MiB in base64, and some. */
    private static final long RECORD_BODY_BYTES = 32L << 20;
    private static final long BODY_BYTES = 1L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Vertx vertx;
    private final Guard guard;
    private final Gate gate;
    private final AuditLog audit;
    private final Supplier<String> embedded;
    private final Semaphore free = new Semaphore(AT_ONCE);

    /** @param embedded the embedded cluster's id, or empty */
    Dispatch(Vertx vertx, Guard guard, Gate gate, AuditLog audit, Supplier<String> embedded) {
        this.audit = audit;
        this.vertx = vertx;
        this.guard = guard;
        this.gate = gate;
        this.embedded = embedded;
    }

    /** Puts the table on the router. */
    void mount(Router router, List<Route> routes) {
        for (Route route : routes) {
            String path = route.path().replaceAll("\\{(\\w+)}", ":$1");
            HttpMethod method = HttpMethod.valueOf(route.method());
            router.route(method, path).handler(rc -> allowed(rc, route));
            if (route.mutates()) {
                router.route(method, path).handler(rc -> guarded(rc, route));
                long limit = route.path().endsWith("/records") ? RECORD_BODY_BYTES : BODY_BYTES;
                router.route(method, path).handler(BodyHandler.create(false).setBodyLimit(limit));
            }
            router.route(method, path).handler(rc -> dispatch(rc, route));
        }
        router.route(Routes.ROOT + "/*").handler(rc -> unknown(rc, routes));
    }

    /** The one place where routes ask who calls. */
    private void allowed(RoutingContext rc, Route route) {
        if (route.permission() != Permission.NONE) {
            Actor actor = Gate.actor(rc);
            Need need = route.need(rc.pathParams(), embedded.get());
            Sentence refusal = actor.rights().refusal(need);
            if (!refusal.isEmpty() && route.mutates()) {
                String action = "api." + route.method().toLowerCase(Locale.ROOT);
                String path = rc.normalizedPath();
                // A file is written, which is not the event loop's to wait for.
                Thread.ofVirtual().name("audit").start(() -> audit.refused(actor, need.cluster(), action, path,
                        refusal.toString()));
            }
            actor.require(need);
        }
        rc.next();
    }

    private void guarded(RoutingContext rc, Route route) {
        guard.origin(rc.request(), Gate.cookie(rc.request()) != null);
        String type = rc.request().getHeader("content-type");
        // A form of another site can send no JSON without asking first.
        if (route.body() != null && (type == null || !type.toLowerCase(Locale.ROOT)
                .startsWith("application/json"))) {
            throw Problem.invalid("the body must be application/json");
        }
        rc.next();
    }

    private void dispatch(RoutingContext rc, Route route) {
        if (!free.tryAcquire()) {
            throw Problem.of(Kind.TOO_MANY, Sentence.of("Too much at once"),
                    Sentence.of("{0} requests are being answered", AT_ONCE), Sentence.of("Try again"));
        }
        Map<String, String> query = new HashMap<>();
        rc.queryParams().forEach(query::put);
        byte[] body = rc.body() == null || rc.body().buffer() == null ? new byte[0] : rc.body().buffer().getBytes();
        Call call = new Call(rc.pathParams(), query, body, gate.actorOrNobody(rc), Gate.cookie(rc.request()));
        HttpServerResponse response = rc.response();
        Context context = vertx.getOrCreateContext();
        AtomicBoolean over = new AtomicBoolean();
        Thread thread = Thread.ofVirtual().name(route.method() + " " + route.path()).unstarted(() -> {
            try {
                Object answer = route.handler().handle(call);
                byte[] bytes = answer == null ? null : Json.bytes(answer);
                over.set(true);
                context.runOnContext(_ -> {
                    if (call.given() != null && !response.headWritten() && !response.closed()) {
                        gate.give(rc.request(), response, call.given());
                    }
                    answer(response, bytes);
                });
            } catch (Throwable thrown) {
                over.set(true);
                Problem problem = Problem.from(thrown);
                if (problem.kind() == Kind.INTERNAL) {
                    LOG.error("{} {} failed", route.method(), route.path(), thrown);
                }
                context.runOnContext(_ -> ProblemJson.send(response, problem));
            } finally {
                free.release();
            }
        });
        response.closeHandler(_ -> {
            if (!over.get()) {
                thread.interrupt();
            }
        });
        thread.start();
    }

    private static void answer(HttpServerResponse response, byte[] bytes) {
        if (response.closed()) {
            return;
        }
        response.putHeader("cache-control", "no-store");
        if (bytes == null) {
            response.setStatusCode(204).end();
        } else {
            response.putHeader("content-type", "application/json").end(Buffer.buffer(bytes));
        }
    }

    private static void unknown(RoutingContext rc, List<Route> routes) {
        String path = rc.normalizedPath();
        List<String> methods = routes.stream()
                .filter(route -> path.matches(route.path().replaceAll("\\{\\w+}", "[^/]+")))
                .map(Route::method).toList();
        if (methods.isEmpty()) {
            throw Problem.of(Kind.NOT_FOUND, Sentence.of("No such address"), Sentence.quoted(path),
                    Sentence.of("The API is described at /api/v1/openapi.json"));
        }
        rc.response().putHeader("allow", String.join(", ", methods));
        throw Problem.of(Kind.METHOD_NOT_ALLOWED, Sentence.of("Not this method here"),
                Sentence.quoted(rc.request().method() + " " + path));
    }
}
