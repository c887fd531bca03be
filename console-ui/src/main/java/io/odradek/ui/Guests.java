package io.odradek.ui;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import io.odradek.console.change.Actor;
import io.odradek.console.session.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is at which pages. The cookie that the front checked is the word for it, read here once more: there is no header
 * that somebody could make up. Pages opened under one session never serve another, and are left when it ends.
 */
final class Guests {
    private static final Logger LOG = LoggerFactory.getLogger(Guests.class);
    private static final String OWNER = "odradek.owner";

    private final Sessions sessions;
    private final Map<String, Set<VaadinSession>> here = new ConcurrentHashMap<>();

    Guests(Sessions sessions) {
        this.sessions = sessions;
        sessions.onEnd(this::end);
    }

    /** Who asks for a page; null when one has to sign in first. */
    Actor actor(HttpServletRequest request) {
        return sessions.actor(cookie(request), null, request.getRemoteAddr(), false);
    }

    /** Pages that another session opened in this browser are forgotten. */
    void keepApart(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(OWNER) instanceof String owner && !owner.equals(owner(request))) {
            session.invalidate();
        }
    }

    void came(VaadinSession session, VaadinRequest request) {
        HttpServletRequest http = ((VaadinServletRequest) request).getHttpServletRequest();
        String owner = owner(http);
        session.setAttribute(Actor.class, actor(http));
        session.getSession().setAttribute(OWNER, owner);
        here.computeIfAbsent(owner, _ -> ConcurrentHashMap.newKeySet()).add(session);
    }

    void left(VaadinSession session) {
        here.values().removeIf(sessionsOfOne -> {
            sessionsOfOne.remove(session);
            return sessionsOfOne.isEmpty();
        });
    }

    /** Sends the pages away, then closes them: their connection would go on taking orders otherwise. */
    private void end(String owner) {
        for (VaadinSession session : here.getOrDefault(owner, Set.of())) {
            Future<Void> told = session.access(() ->
                    session.getUIs().forEach(ui -> ui.getPage().setLocation("/sign-in")));
            Thread.ofVirtual().name("pages-end").start(() -> close(session, told));
        }
    }

    private static void close(VaadinSession session, Future<Void> told) {
        try {
            told.get();
            session.getSession().invalidate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | IllegalStateException e) {
            LOG.debug("Pages were gone already", e);
        }
    }

    private String owner(HttpServletRequest request) {
        String cookie = cookie(request);
        return cookie == null || !sessions.needed() ? Sessions.NOBODY : cookie;
    }

    private static String cookie(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(Sessions.COOKIE)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
