package io.odradek.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLayout;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Site;
import io.odradek.ui.text.Text;
import java.util.ArrayList;
import java.util.List;

/** The frame: navigation on the left (on top where it is narrow), the page beside it. */
@JsModule("context://js/keys.js")
public final class Frame extends Div implements RouterLayout, AfterNavigationObserver {
    private final Site site;
    private final Nav nav = new Nav();
    private final Main main = new Main();
    private final ClusterBadge badge;
    private Runnable leavePulse = () -> { };
    private String cluster = "";

    public Frame(Site site) {
        this.site = site;
        addClassName("frame");
        badge = new ClusterBadge(site.console());
        nav.addClassName("nav");
        nav.getElement().setAttribute("aria-label", Text.of("nav.label"));
        main.addClassName("main");
        main.setId("main");
        Anchor skip = new Anchor("#main", Text.of("nav.skip"));
        skip.addClassName("skip");
        skip.setRouterIgnore(true);
        add(skip, rail(), main);
    }

    private Component rail() {
        Anchor brand = new Anchor("", Icon.SPOOL.make(), new Span("Odradek"));
        brand.addClassName("brand");
        brand.getElement().setAttribute("aria-label", Text.of("nav.home"));
        Button keys = new Button(Icon.KEYS.make(), click -> new KeysDialog().open());
        keys.addClassName("quiet");
        keys.setAriaLabel(Text.of("keys.title"));
        keys.getElement().setAttribute("data-keys", true).setAttribute("title", Text.of("keys.title") + " (?)");
        Button palette = new Button(Icon.SEARCH.make(), click -> new PaletteDialog(site.console(), cluster, pages())
                .open());
        palette.addClassName("quiet");
        palette.setAriaLabel(Text.of("palette.title"));
        palette.getElement().setAttribute("data-palette", true)
                .setAttribute("title", Text.of("palette.title") + " (Ctrl-K)");
        Div foot = new Div(new ThemeButton(), palette, keys);
        foot.addClassName("rail-foot");
        Header rail = new Header(brand, badge, nav, foot);
        rail.addClassName("rail");
        return rail;
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement old) {
        main.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        String first = site.console().clusters().first().id();
        String here = event.getRouteParameters().get("cluster").filter(this::known).orElse(first);
        if (!here.equals(cluster)) {
            cluster = here;
            listen(UI.getCurrent());
        }
        String path = event.getLocation().getPath();
        nav.removeAll();
        link("overview", Address.overview(cluster), Icon.OVERVIEW, "o", path.equals(Address.overview(cluster)));
        link("brokers", Address.brokers(cluster), Icon.BROKERS, "b", path.startsWith(Address.brokers(cluster)));
        link("topics", Address.topics(cluster), Icon.TOPICS, "t", path.startsWith(Address.topics(cluster)));
        link("groups", Address.groups(cluster), Icon.GROUPS, "g", path.startsWith(Address.groups(cluster)));
        link("reassign", Address.reassign(cluster), Icon.REASSIGN, "r", path.equals(Address.reassign(cluster)));
        link("streams", Address.streams(cluster), Icon.STREAMS, "s", path.startsWith(Address.streams(cluster)));
        if (site.console().supervisor().cluster().equals(cluster)) {
            link("control", Address.control(cluster), Icon.CONTROL, "c", path.equals(Address.control(cluster)));
        }
        link("clusters", Address.clusters(cluster), Icon.SCREEN, "l", path.equals(Address.clusters(cluster)));
        badge.show(cluster);
    }

    private List<PaletteLogic.Hit> pages() {
        List<PaletteLogic.Hit> pages = new ArrayList<>();
        nav.getChildren().filter(Anchor.class::isInstance).map(Anchor.class::cast).forEach(link -> pages.add(
                new PaletteLogic.Hit("palette.page", link.getElement().getTextRecursively(), link.getHref())));
        return pages;
    }

    private boolean known(String id) {
        return site.console().clusters().list().stream().anyMatch(spec -> spec.id().equals(id));
    }

    private void link(String name, String address, Icon icon, String key, boolean here) {
        Anchor link = new Anchor(address, icon.make(), new Span(Text.of("nav." + name)));
        link.addClassName("nav-link");
        link.getElement().setAttribute("data-go", key)
                .setAttribute("title", Text.of("nav." + name) + " (g " + key + ")");
        if (here) {
            link.getElement().setAttribute("aria-current", "page");
        }
        nav.add(link);
    }

    private void listen(UI ui) {
        leavePulse.run();
        leavePulse = site.pulse().listen(cluster, () -> ui.access(() -> badge.show(cluster)));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (!cluster.isEmpty()) {
            listen(event.getUI());
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        leavePulse.run();
    }
}
