package io.odradek.ui.part;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.problem.Problem;
import io.odradek.ui.text.Said;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A page of one cluster: reads the address, and is told of each new snapshot while it is open. The address is the
 * state: a page changes
 * it by {@link #go} and shows what {@link #enter} then says.
 */
public abstract class Page extends Div implements BeforeEnterObserver, HasDynamicTitle {
    /** Pages that are about the console itself, whatever cluster one looks at. */
    private static final Set<String> CONSOLE = Set.of("clusters", "users", "audit");
    private static final String ZONE = "zone";
    private final Site site;
    private transient Actor actor;
    private transient Need need;
    private String cluster = "";
    private String title = "";
    private String path = "";
    private Runnable leavePulse = () -> { };

    protected Page(Site site) {
        this.site = site;
        addClassName("page");
    }

    /** The address is this now; called for every navigation to or within this page. */
    protected abstract void enter(Inputs inputs);

    /** What one must be allowed to open this page. */
    protected Permission permission() {
        return Permission.VIEW;
    }

    /** By the address, as with the API: pages of a topic or group ask for that one, others for the cluster. */
    static Need need(Permission level, String path, Inputs inputs) {
        String[] segments = path.split("/");
        String area = segments.length > 2 ? segments[2] : "";
        String name = Stream.of("topic", "group", "app").map(inputs::path).filter(part -> !part.isEmpty()).findFirst()
                .orElse(null);
        return CONSOLE.contains(area) ? Need.console(level) : Need.at(level, inputs.cluster(), area, name);
    }

    /** Whether somebody may open the page of this area of a cluster, such as "topics". */
    public static boolean may(Actor actor, String cluster, String area) {
        return CONSOLE.contains(area) || actor.may(Need.at(Permission.VIEW, cluster, area, null));
    }

    /** There is a new snapshot of the cluster. */
    protected void pulse() {
    }

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        Inputs inputs = new Inputs(event.getRouteParameters(), event.getLocation().getQueryParameters());
        try {
            site.console().clusters().spec(inputs.cluster());
        } catch (Problem noSuchCluster) {
            String why = Said.of(noSuchCluster.said());
            event.rerouteToError(new Missing(why), why);
            return;
        }
        actor = Client.actor();
        need = need(permission(), event.getLocation().getPath(), inputs);
        if (!actor.may(need)) {
            String why = Said.of(actor.rights().refusal(need));
            event.rerouteToError(new Denied(why), why);
            return;
        }
        boolean moved = !cluster.equals(inputs.cluster());
        cluster = inputs.cluster();
        path = event.getLocation().getPath();
        Client.zone(inputs.query(ZONE));
        if (moved && isAttached()) {
            listen(event.getUI());
        }
        enter(inputs);
        if (!Client.chosenZone().equals(inputs.query(ZONE))) {
            // A link shows whoever opens it the same times.
            amend(inputs.queries());
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        listen(event.getUI());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        leavePulse.run();
    }

    private void listen(UI ui) {
        leavePulse.run();
        AtomicBoolean waiting = new AtomicBoolean();
        leavePulse = site.pulse().listen(cluster, () -> {
            // A slow page gets fewer pulses, never a queue of them.
            if (waiting.compareAndSet(false, true)) {
                Work.back(ui, () -> {
                    waiting.set(false);
                    if (!isAttached()) {
                        return;
                    }
                    if (actor.may(need)) {
                        pulse();
                    } else {
                        ui.refreshCurrentRoute(false);
                    }
                });
            }
        });
    }

    protected final Console console() {
        return site.console();
    }

    protected final String cluster() {
        return cluster;
    }

    /** Who opened the page; also on a thread that holds none. */
    protected final Actor actor() {
        return actor;
    }

    /** Whether they may do this, to the topic or group of that name. */
    protected final boolean may(String action, String name) {
        return actor.may(Need.action(action, cluster, name));
    }

    protected final void title(String text) {
        title = text;
    }

    @Override
    public final String getPageTitle() {
        return title + " · Odradek";
    }

    /** Goes to the same page with this query; empty values are left out. Back returns to the one before. */
    protected final void go(Map<String, String> query) {
        UI.getCurrent().navigate(path, query(query));
    }

    /** Changes the address without a new step for Back and without entering again, for what is typed. */
    protected final void amend(Map<String, String> query) {
        String text = query(query).getQueryString();
        UI.getCurrent().getPage().getHistory().replaceState(null, text.isEmpty() ? path : path + "?" + text);
    }

    private static QueryParameters query(Map<String, String> query) {
        Map<String, String> some = new java.util.LinkedHashMap<>(query);
        some.put(ZONE, Client.chosenZone());
        some.values().removeIf(String::isEmpty);
        return QueryParameters.simple(some);
    }
}
