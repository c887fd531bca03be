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
import io.odradek.console.problem.Problem;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A page of one cluster: reads the address, and is told of each new snapshot while it is open. The address is the
 * state: a page changes
 * it by {@link #go} and shows what {@link #enter} then says.
 */
public abstract class Page extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final Site site;
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

    /** There is a new snapshot of the cluster. */
    protected void pulse() {
    }

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        Inputs inputs = new Inputs(event.getRouteParameters(), event.getLocation().getQueryParameters());
        try {
            site.console().clusters().spec(inputs.cluster());
        } catch (Problem noSuchCluster) {
            event.rerouteToError(new Missing(noSuchCluster.getMessage()), noSuchCluster.getMessage());
            return;
        }
        boolean moved = !cluster.equals(inputs.cluster());
        cluster = inputs.cluster();
        path = event.getLocation().getPath();
        if (moved && isAttached()) {
            listen(event.getUI());
        }
        enter(inputs);
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
                ui.access(() -> {
                    waiting.set(false);
                    if (isAttached()) {
                        pulse();
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

    protected final Actor actor() {
        return Client.actor();
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
        some.values().removeIf(String::isEmpty);
        return QueryParameters.simple(some);
    }
}
