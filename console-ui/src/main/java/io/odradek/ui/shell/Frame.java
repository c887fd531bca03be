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
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.session.Sessions;
import io.odradek.console.session.UserRow;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.LinkTabs;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.ArrayList;
import java.util.List;

/** The frame: navigation on the left (on top where it is narrow), the page beside it. */
@JsModule("context://js/keys.js")
@JsModule("context://js/account.js")
public final class Frame extends Div implements RouterLayout, AfterNavigationObserver {
    private final Site site;
    private final Nav nav = new Nav();
    private final Main main = new Main();
    private final ClusterBadge badge;
    private final transient Actor actor = Client.actor();
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
        Button palette = new Button(Icon.SEARCH.make(), click -> new PaletteDialog(site.console(), actor, cluster,
                pages()).open());
        palette.addClassName("quiet");
        palette.setAriaLabel(Text.of("palette.title"));
        palette.getElement().setAttribute("data-palette", true)
                .setAttribute("title", Text.of("palette.title") + " (Ctrl-K)");
        Button zone = new Button(Icon.CLOCK.make(), click -> new ZoneDialog().open());
        zone.addClassNames("quiet", "always");
        zone.setId("zones");
        zone.setAriaLabel(Text.of("zone.title"));
        zone.getElement().setAttribute("title", Text.of("zone.title"));
        Div foot = new Div(new ThemeButton(), new LanguageButton(), zone, palette, keys);
        foot.addClassName("rail-foot");
        Header rail = new Header(brand, badge, nav, account(), foot);
        rail.addClassName("rail");
        return rail;
    }

    /** Who is here, where one signs in; that nothing can be changed, where nothing can. */
    private Component account() {
        Div row = new Div();
        row.addClassName("account");
        Sessions sessions = site.console().sessions();
        if (sessions.readOnly()) {
            row.add(new Pill(Text.of("account.readonly"), Tone.WARN));
        }
        if (sessions.needed()) {
            Button self = new Button(actor.name(), Icon.PERSON.make(), click -> new AccountDialog(actor.name(),
                    grants()).open());
            self.addClassName("quiet");
            self.setId("account");
            self.getElement().setAttribute("title", Text.of("account.title"));
            Button out = new Button(Icon.OUT.make(), click -> getElement()
                    .executeJs("window.odradekAccount.signOut()"));
            out.addClassName("quiet");
            out.setId("sign-out");
            out.setAriaLabel(Text.of("account.out"));
            out.getElement().setAttribute("title", Text.of("account.out"));
            row.add(self, out);
        }
        row.setVisible(row.getComponentCount() > 0);
        return row;
    }

    private List<String> grants() {
        return site.console().users().list().stream().filter(user -> user.name().equals(actor.name())).findFirst()
                .map(UserRow::grants).orElse(List.of());
    }

    /** The first cluster that somebody sees; the first of all where they see none. */
    static String first(Site site, Actor actor) {
        return site.console().clusters().list().stream().map(ClusterSpec::id)
                .filter(id -> actor.may(Need.glimpse(id))).findFirst().orElse(site.console().clusters().first().id());
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
        String first = first(site, actor);
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
        link("transactions", Address.transactions(cluster), Icon.TRANSACTIONS, "x",
                path.equals(Address.transactions(cluster)));
        link("replication", Address.replication(cluster), Icon.REPLICATION, "p",
                path.equals(Address.replication(cluster)));
        link("storage", Address.storage(cluster), Icon.STORAGE, "d", path.equals(Address.storage(cluster)));
        link("zookeeper", Address.zookeeper(cluster), Icon.ZNODES, "z", path.equals(Address.zookeeper(cluster)));
        if (site.console().supervisor().cluster().equals(cluster)) {
            link("control", Address.control(cluster), Icon.CONTROL, "c", path.equals(Address.control(cluster)));
        }
        link("clusters", Address.clusters(cluster), Icon.SCREEN, "l", path.equals(Address.clusters(cluster)));
        if (actor.may(Need.console(Permission.ADMIN))) {
            link("users", Address.users(cluster), Icon.PERSON, "u", path.equals(Address.users(cluster)));
            link("audit", Address.audit(cluster), Icon.AUDIT, "a", path.equals(Address.audit(cluster)));
        }
        LinkTabs.showCurrent(nav);
        show();
    }

    private void show() {
        if (actor.may(Need.glimpse(cluster))) {
            badge.show(cluster);
        }
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
        String[] parts = address.split("/");
        String area = parts.length > 2 ? parts[2] : "";
        if (!Page.may(actor, cluster, area)) {
            return;
        }
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
        leavePulse = site.pulse().listen(cluster, () -> Work.back(ui, this::show));
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
