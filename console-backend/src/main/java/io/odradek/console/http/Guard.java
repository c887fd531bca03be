package io.odradek.console.http;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Keeps other sites' pages from using a browser against us. Requests must name a host that is ours (a loopback name
 * while bound to
 * loopback, which defeats DNS rebinding), and whatever changes something, and every WebSocket, must come from our own
 * origin where a browser says
 * where it comes from. Programs, which send no Origin, are let through.
 */
final class Guard {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private final boolean loopbackOnly;

    Guard(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
    }

    /** Throws Problem when the host is none of ours. */
    void host(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            throw Problem.invalid("a Host header is needed");
        }
        if (loopbackOnly && !LOOPBACK.matcher(authority.host()).matches()) {
            throw Problem.of(Kind.DENIED, "Not our name", "This console listens on loopback and is not " + authority
                    .host(),
                    "Open it as http://127.0.0.1:" + request.localAddress().port());
        }
    }

    /** Throws Problem when a browser says that another site asks. */
    void origin(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw foreign(site);
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !same(origin, request.authority())) {
            throw foreign(origin);
        }
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
        return Problem.of(Kind.DENIED, "Asked by another site", origin + " may not use this console through a browser");
    }
}
