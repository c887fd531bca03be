package io.odradek.console.http;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.settings.Access;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps other sites' pages from using a browser against us. Requests must name a host that is ours, which defeats DNS
 * rebinding: a loopback name while we are bound to loopback, otherwise also any address, a name without dots, this
 * machine's name. Whatever changes something, and every WebSocket, must come from our own origin where a browser says
 * where it comes from, and a browser with a session has to say so. Programs, which send no Origin, are let through.
 */
final class Guard {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    /** No name that another site owns can look like this. */
    private static final Pattern NO_DOMAIN = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9a-f:]*:[0-9a-f:.]*]?"
            + "|[a-z0-9_-]+");

    private final boolean loopbackOnly;
    private final URI address;
    private final String machine;

    /** @param address what people open where something stands before us, or null */
    Guard(boolean loopbackOnly, URI address) {
        this.loopbackOnly = loopbackOnly;
        this.address = address;
        this.machine = loopbackOnly ? "" : machine();
    }

    static Guard of(Access access, String host) {
        return new Guard(Access.loopback(host), access.address());
    }

    /** Throws Problem when the host is none of ours. */
    void host(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            throw Problem.invalid("a Host header is needed");
        }
        if (!ours(authority.host().toLowerCase(Locale.ROOT))) {
            String here = "http://127.0.0.1:" + request.localAddress().port();
            throw Problem.of(Kind.DENIED, Sentence.of("Not our name"),
                    Sentence.of("This console is not known as {0}", authority.host()),
                    Sentence.of("Open it as {0}, or name it with --console-url", address != null ? address : here));
        }
    }

    private boolean ours(String host) {
        return LOOPBACK.matcher(host).matches() || address != null && address.getHost().equalsIgnoreCase(host)
                || !loopbackOnly && (NO_DOMAIN.matcher(host).matches() || host.equals(machine));
    }

    /**
     * Throws Problem when a browser says that another site asks.
     *
     * @param session whether the request brings one, as only a browser does
     */
    void origin(HttpServerRequest request, boolean session) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw foreign(site);
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !same(origin, request.authority())) {
            throw foreign(origin);
        }
        if (session && origin == null && site == null) {
            throw Problem.of(Kind.DENIED, "Asked from nowhere", "A session's change must say its Origin",
                    "Programs use a token: Authorization: Bearer");
        }
    }

    /** Whether people come by TLS, so that cookies must not travel without. */
    boolean secure(HttpServerRequest request) {
        return request.isSSL() || address != null && "https".equals(address.getScheme())
                || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    /** The client's address; a proxy's word is taken only where one was announced. */
    String client(HttpServerRequest request) {
        String forwarded = address == null ? null : request.getHeader("X-Forwarded-For");
        if (forwarded != null && !forwarded.isBlank()) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        return request.remoteAddress().hostAddress();
    }

    private static boolean same(String origin, HostAndPort authority) {
        try {
            URI uri = URI.create(origin);
            int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            int ours = authority.port() > 0 ? authority.port() : "https".equals(uri.getScheme()) ? 443 : 80;
            return uri.getHost() != null && uri.getHost().equalsIgnoreCase(authority.host()) && port == ours;
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    private static Problem foreign(String origin) {
        return Problem.of(Kind.DENIED, Sentence.of("Asked by another site"),
                Sentence.of("{0} may not use this console through a browser", origin));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException nameless) {
            return "";
        }
    }
}
