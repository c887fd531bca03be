package io.odradek.ui.part;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import io.odradek.console.change.Actor;
import io.odradek.console.problem.Sentence;
import io.odradek.ui.format.Times;
import jakarta.servlet.http.Cookie;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Who is at the page at hand, and how they read times and widths. */
public final class Client {
    /** Narrower than this, lists show their first columns only (px). */
    private static final int NARROW_PX = 760;
    private static final Actor NOBODY = new Actor("nobody", "", _ -> Sentence.of("Sign in first"));
    private static final String ZONE = "odradek.zone";

    private Client() {
    }

    /** Whoever the page server let in; on a thread that holds a page. What they may do is asked each time anew. */
    public static Actor actor() {
        VaadinSession session = VaadinSession.getCurrent();
        Actor actor = session == null ? null : session.getAttribute(Actor.class);
        return actor != null ? actor : NOBODY;
    }

    /** The zone that times are shown in: the one of the address, else the one chosen, else the browser's. */
    public static ZoneId zone() {
        String chosen = chosenZone();
        return chosen.isEmpty() ? browserZone() : Times.zone(chosen);
    }

    public static ZoneId browserZone() {
        return Times.zone(UI.getCurrent().getPage().getExtendedClientDetails().getTimeZoneId());
    }

    /** Empty where times are shown as the browser has them. */
    public static String chosenZone() {
        return ComponentUtil.getData(UI.getCurrent(), ZONE) instanceof String zone ? zone : known(cookie(ZONE));
    }

    /** What one can choose from: the browser's, which is empty, UTC, then the others by name. */
    public static List<String> zones() {
        List<String> zones = new ArrayList<>(List.of("", "UTC"));
        ZoneId.getAvailableZoneIds().stream().filter(id -> id.contains("/") && !id.matches("(Etc|SystemV)/.*"))
                .sorted().forEach(zones::add);
        return zones;
    }

    /** The address says this zone; it holds for the tab. What is no zone changes nothing. */
    static void zone(String id) {
        if (!known(id).isEmpty()) {
            ComponentUtil.setData(UI.getCurrent(), ZONE, id);
        }
    }

    private static String known(String id) {
        return id.isEmpty() || !Times.zone(id).getId().equals(id) ? "" : id;
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
