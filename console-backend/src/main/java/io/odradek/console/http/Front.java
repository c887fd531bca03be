package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.metric.MetricService;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one port: API, WebSocket, /metrics and /health here, everything else passed on to the pages. */
public final class Front implements AutoCloseable {

    /** Three times the default: sessions' and proxies' headers together. */
    private static final int HEADER_BYTES = 24 << 10;
    private static final int LINE_BYTES = 16 << 10;
    private static final int FRAME_BYTES = 64 << 10;
    private static final int SOCKETS = 1_000;
    private static final int STOP_SECONDS = 3;
    private static final long SWEEP_MS = 2_000;
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final Console console;
    private final Vertx vertx;
    private final Guard guard;
    private final PageProxy pages;
    private final Gate gate;
    private final Listenings listenings;
    private final Semaphore sockets = new Semaphore(SOCKETS);
    private final BooleanSupplier ready;
    private HttpServer server;

    /**
     * A front that does not listen yet.
     *
     * @param ready whether /health/ready says yes
     */
    public Front(Console console, String host, BooleanSupplier ready) {
        this.console = console;
        this.ready = ready;
        this.vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        this.guard = Guard.of(console.access(), host);
        this.gate = new Gate(console.sessions(), guard);
        this.pages = new PageProxy(vertx, guard);
        this.listenings = new Listenings(vertx, new Streams(console));
        vertx.setPeriodic(SWEEP_MS, _ -> Thread.ofVirtual().name("sessions").start(this::sweep));
    }

    /** Listens and returns the port; Problem CONFLICT when it is taken. Port 0 chooses a free one. */
    public int listen(String host, int port) {
        HttpServerOptions options = new HttpServerOptions().setMaxHeaderSize(HEADER_BYTES)
                .setMaxInitialLineLength(LINE_BYTES).setMaxWebSocketFrameSize(FRAME_BYTES)
                .setMaxWebSocketMessageSize(FRAME_BYTES).setCompressionSupported(true).setReuseAddress(true)
                .setIdleTimeout(0);
        server = vertx.createHttpServer(options).requestHandler(decodable(router()))
                .invalidRequestHandler(Front::malformed);
        try {
            return server.listen(port, host).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS)
                    .actualPort();
        } catch (ExecutionException e) {
            throw new Problem(Kind.CONFLICT, Sentence.of("Cannot listen on {0}:{1}", host, port),
                    Sentence.quoted(e.getCause().getMessage()),
                    Sentence.of("Choose another with --console-port"), e);
        } catch (InterruptedException | TimeoutException e) {
            throw new Problem(Kind.INTERNAL, Sentence.of("Cannot listen on {0}:{1}", host, port),
                    Sentence.quoted(e.toString()), Sentence.NONE, e);
        }
    }

    /** From now on pages come from there. */
    public void pages(SocketAddress address) {
        pages.to(switch (address) {
            case InetSocketAddress inet -> io.vertx.core.net.SocketAddress.inetSocketAddress(inet.getPort(),
                    inet.getAddress().getHostAddress());
            case UnixDomainSocketAddress unix -> io.vertx.core.net.SocketAddress
                    .domainSocketAddress(unix.getPath().toString());
            default -> throw new IllegalArgumentException("pages listen on " + address);
        });
    }

    /** There are no pages, or they failed to start. */
    public void withoutPages() {
        pages.unavailable();
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(rc -> {
            guard.host(rc.request());
            rc.response().putHeader("x-content-type-options", "nosniff").putHeader("x-frame-options", "DENY")
                    .putHeader("content-security-policy", "frame-ancestors 'none'")
                    .putHeader("referrer-policy", "same-origin");
            rc.next();
        });
        router.route().handler(gate::identify);
        router.get("/health/live").handler(rc -> rc.response().end("live\n"));
        router.get("/health/ready").handler(rc -> {
            boolean yes = ready.getAsBoolean();
            rc.response().setStatusCode(yes ? 200 : 503).end(yes ? "ready\n" : "not ready\n");
        });
        router.get("/metrics").handler(this::metrics);
        router.get(Routes.ROOT + "/stream").handler(this::stream);
        new Dispatch(vertx, guard, gate, console.audit(), () -> console.supervisor().cluster())
                .mount(router, Routes.of(console));
        router.route("/api/*").handler(rc -> {
            throw Problem.of(Kind.NOT_FOUND, Sentence.of("No such address"), Sentence.quoted(rc.normalizedPath()),
                    Sentence.of("The API begins at /api/v1"));
        });
        router.route().handler(rc -> {
            if (gate.lets(rc)) {
                pages.handle(rc.request());
            }
        });
        router.route().failureHandler(Front::failed);
        for (int status : new int[] {400, 404, 405, 413, 500}) {
            router.errorHandler(status, Front::failed);
        }
        return router;
    }

    /** The router takes an address it cannot decode for a failure of its own. */
    private static Handler<HttpServerRequest> decodable(Router router) {
        return request -> {
            if (BAD_ESCAPE.matcher(request.uri()).find()) {
                ProblemJson.send(request.response(), Problem.invalid("a percent sign in the address begins no letter"));
            } else {
                router.handle(request);
            }
        };
    }

    private void metrics(RoutingContext rc) {
        if (!console.access().openMetrics()) {
            Gate.actor(rc).require(new Need(Permission.VIEW, null, "*", Need.Kind.CLUSTER, null));
        }
        vertx.executeBlocking(console.metrics()::scrape, false).onComplete(
                text -> rc.response().putHeader("content-type", MetricService.CONTENT_TYPE).end(Buffer.buffer(text)),
                rc::fail);
    }

    private void stream(RoutingContext rc) {
        guard.origin(rc.request(), Gate.cookie(rc.request()) != null);
        Actor actor = Gate.actor(rc);
        if (!"websocket".equalsIgnoreCase(rc.request().getHeader("Upgrade"))) {
            throw Problem.invalid("this address is a WebSocket");
        }
        if (!sockets.tryAcquire()) {
            throw Problem.of(Kind.TOO_MANY, Sentence.of("Too many sockets"), Sentence.of("{0} are open", SOCKETS),
                    Sentence.of("Close some tabs"));
        }
        rc.request().toWebSocket().onComplete(socket -> {
            Socket mine = new Socket(vertx, socket, listenings, actor);
            socket.closeHandler(_ -> {
                sockets.release();
                mine.close();
            });
        }, _ -> sockets.release());
    }

    private void sweep() {
        try {
            console.sessions().sweep();
        } catch (Problem problem) {
            LOG.warn("Users stay as they were: {}", problem.getMessage());
        }
    }

    private static void failed(RoutingContext rc) {
        Throwable thrown = rc.failure();
        if (thrown instanceof Problem problem) {
            ProblemJson.send(rc.response(), problem);
            return;
        }
        int status = rc.statusCode() > 0 ? rc.statusCode() : 500;
        if (status >= 500) {
            LOG.error("{} {} failed", rc.request().method(), rc.request().path(), thrown);
        }
        String title = switch (status) {
            case 400 -> "The request is not valid";
            case 404 -> "No such address";
            case 405 -> "Not this method here";
            case 413 -> "The body is too large";
            default -> "The console failed";
        };
        ProblemJson.send(rc.response(), status, title, rc.request().path() == null ? "" : rc.request().path());
    }

    /** What Netty could not make a request of: a line or header too long, or not HTTP at all. */
    private static void malformed(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = cause instanceof io.netty.handler.codec.http.TooLongHttpLineException ? 414
                : cause instanceof io.netty.handler.codec.http.TooLongHttpHeaderException ? 431 : 400;
        request.response().endHandler(_ -> request.connection().close());
        ProblemJson.send(request.response(), status, "The request is not valid", String.valueOf(cause.getMessage()));
    }

    /** Lets what is being answered finish, for a few seconds, then stops. */
    @Override
    public void close() {
        listenings.close();
        try {
            if (server != null) {
                server.shutdown(STOP_SECONDS, TimeUnit.SECONDS).toCompletionStage().toCompletableFuture()
                        .get(STOP_SECONDS + 1, TimeUnit.SECONDS);
            }
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The front did not stop in order: {}", e.toString());
        }
    }
}
