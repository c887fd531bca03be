package io.odradek.ui.part;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import io.odradek.console.change.Actor;
import io.odradek.ui.format.Times;
import jakarta.servlet.http.Cookie;
import java.time.ZoneId;

/** Who is at the page at hand, and how they read times and widths. */
public final class Client {
    /** Narrower than this, lists show their first columns only (px). */
    private static final int NARROW_PX = 760;
    private static final Actor NOBODY = new Actor("nobody", "", _ -> "Sign in first");
    private static final String ZONE = "odradek.zone";

    private Client() {
    }

    /** Whoever the page server let in; on a thread that holds a page. What they may do is asked each time anew. */
    public static Actor actor() {
        VaadinSession session = VaadinSession.getCurrent();
        Actor actor = session == null ? null : session.getAttribute(Actor.class);
        return actor != null ? actor : NOBODY;
    }

    /** The zone that times are shown in: the one chosen, else the browser's. */
    public static ZoneId zone() {
        String chosen = cookie(ZONE);
        if (!chosen.isEmpty()) {
            return Times.zone(chosen);
        }
        return Times.zone(UI.getCurrent().getPage().getExtendedClientDetails().getTimeZoneId());
    }

    /** Whether the browser's window is too narrow for all columns. */
    public static boolean narrow() {
        return narrow(UI.getCurrent().getPage().getExtendedClientDetails().getWindowInnerWidth());
    }

    public static boolean narrow(int widthPx) {
        return widthPx > 0 && widthPx < NARROW_PX;
    }

    private static String cookie(String name) {
        VaadinRequest request = VaadinRequest.getCurrent();
        if (request == null || request.getCookies() == null) {
            return VaadinSession.getCurrent().getAttribute(name) instanceof String kept ? kept : "";
        }
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(name)) {
                VaadinSession.getCurrent().setAttribute(name, cookie.getValue());
                return cookie.getValue();
            }
        }
        VaadinSession.getCurrent().setAttribute(name, "");
        return "";
    }
}
