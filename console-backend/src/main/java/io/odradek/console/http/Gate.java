package io.odradek.console.http;

import io.odradek.console.change.Actor;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.session.Sessions;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Learns of each request who asks, from the session's cookie or a token, and turns away who is nobody. */
final class Gate {

    private static final String ACTOR = "actor";
    /** Of the pages: what one needs in order to sign in. The page server asks for the cookie of all else once more. */
    private static final Pattern OPEN = Pattern.compile("/(sign-in|welcome|favicon\\.(svg|ico)|(css|js)/[\\w.-]+)");

    private final Sessions sessions;
    private final Guard guard;

    Gate(Sessions sessions, Guard guard) {
        this.sessions = sessions;
        this.guard = guard;
    }

    /** Puts who asks on the context. */
    void identify(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        Actor actor = sessions.actor(cookie(request), request.getHeader("Authorization"), guard.client(request),
                active(request));
        if (actor != null) {
            rc.put(ACTOR, actor);
        }
        rc.next();
    }

    /** Who asks; Problem UNAUTHENTICATED when it is nobody. */
    static Actor actor(RoutingContext rc) {
        Actor actor = rc.get(ACTOR);
        if (actor == null) {
            throw Problem.of(Kind.UNAUTHENTICATED, "Sign in first", "This console has users",
                    "Sign in at /sign-in, or send a token: Authorization: Bearer");
        }
        return actor;
    }

    /** Who asks, or somebody who may nothing. */
    Actor actorOrNobody(RoutingContext rc) {
        Actor actor = rc.get(ACTOR);
        return actor != null ? actor : new Actor("nobody", guard.client(rc.request()), _ ->
                Sentence.of("Sign in first"));
    }

    /** Whether the pages may see this request; it is answered where they may not. */
    boolean lets(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        boolean upgrade = request.getHeader("Upgrade") != null;
        if (upgrade || !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            guard.origin(request, cookie(request) != null);
        }
        if (rc.get(ACTOR) != null || !upgrade && OPEN.matcher(request.path()).matches()) {
            return true;
        }
        String accept = request.getHeader("Accept");
        String mode = request.getHeader("Sec-Fetch-Mode");
        boolean page = request.method().equals(HttpMethod.GET) && !upgrade && request.getParam("v-r") == null
                && (mode != null ? mode.equals("navigate") : accept == null || accept.contains("html")
                || accept.contains("*/*"));
        if (page) {
            String to = request.uri().equals("/") ? "" : "?to=" + URLEncoder.encode(request.uri(),
                    StandardCharsets.UTF_8);
            rc.response().setStatusCode(302).putHeader("location", "/sign-in" + to)
                    .putHeader("cache-control", "no-store").end();
        } else {
            ProblemJson.send(rc.response(), Problem.of(Kind.UNAUTHENTICATED, "Sign in first", "Your session is over"));
        }
        return false;
    }

    /** What the session's cookie says, or null. */
    static String cookie(HttpServerRequest request) {
        Cookie cookie = request.getCookie(Sessions.COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    /** Gives the browser a session, or takes it away where there is none. */
    void give(HttpServerRequest request, HttpServerResponse response, String session) {
        Cookie cookie = Cookie.cookie(Sessions.COOKIE, session).setPath("/").setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX).setSecure(guard.secure(request));
        if (session.isEmpty()) {
            cookie.setMaxAge(0);
        }
        response.addCookie(cookie);
    }

    /** What pages do by themselves keeps no session open. */
    private static boolean active(HttpServerRequest request) {
        String kind = request.getParam("v-r");
        return !"heartbeat".equals(kind) && !"push".equals(kind) && !request.path().startsWith("/VAADIN/push");
    }
}
