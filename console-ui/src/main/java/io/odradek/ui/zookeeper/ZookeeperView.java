package io.odradek.ui.zookeeper;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.problem.Problem;
import io.odradek.console.zookeeper.Ensemble;
import io.odradek.console.zookeeper.Znode;
import io.odradek.console.zookeeper.ZnodeChange;
import io.odradek.console.zookeeper.ZnodeRow;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Age;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Fields;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Pager;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Said;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The znodes of a cluster. */
@Route(value = "c/:cluster/zookeeper", layout = Frame.class)
public final class ZookeeperView extends Page {
    private static final int CHANGES = 50;

    private final Div above = new Div();
    private final Nav steps = new Nav();
    private final TextField search = Fields.search(Text.of("znode.search"), this::typed);
    private final Work work = new Work(above);
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final Div tree = new Div();
    private final transient Changing changing = new Changing();
    private Panel children;
    private Panel node;
    private Panel changes;
    private Panel clients;
    private Heading heading;
    private volatile ZookeeperLogic state = new ZookeeperLogic("/", "", 0);
    private Runnable deaf = () -> { };
    private String heard = "";
    private boolean again;

    public ZookeeperView(Site site) {
        super(site);
        steps.addClassNames("toolbar", "steps");
        steps.getElement().setAttribute("aria-label", Text.of("znode.steps"));
        tree.addClassName("znodes");
    }

    /** What one look brings. */
    private record Looked(Ensemble view, Znode node,
            io.odradek.console.snapshot.Page<ZnodeRow> children) {
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.zookeeper"));
        state = ZookeeperLogic.parse(inputs.queries());
        if (heading == null) {
            heading = new Heading(Text.of("nav.zookeeper"));
            children = new Panel("znode-children", Text.of("znode.children"), search);
            node = new Panel("znode", Text.of("znode.title"));
            changes = new Panel("znode-changes", Text.of("znode.changes"));
            clients = new Panel("zookeeper-clients", Text.of("zookeeper.clients"));
            tree.add(children, node);
            above.add(Notice.loading(Text.of("nav.zookeeper")));
            shown(false);
            add(heading, above, steps, tree, changes, clients);
        }
        search.setValue(state.text());
        if (isAttached() && !heard.equals(cluster())) {
            getUI().ifPresent(this::listen);
        }
        load();
    }

    private void shown(boolean shown) {
        steps.setVisible(shown);
        tree.setVisible(shown);
        changes.setVisible(shown);
        clients.setVisible(shown);
    }

    private void typed(String text) {
        state = state.withText(text);
        amend(state.query());
        load();
    }

    private void load() {
        ZookeeperLogic asked = state;
        String cluster = cluster();
        again = false;
        work.start(() -> {
            var service = console().zookeeper();
            return new Looked(service.view(cluster), service.node(cluster, asked.path()),
                    service.children(cluster, asked.path(), asked.text(), asked.from(), ZookeeperLogic.PAGE));
        }, this::show, this::failed);
    }

    private void failed(Problem problem) {
        above.removeAll();
        boolean unknown = problem.kind() == Problem.Kind.UNSUPPORTED;
        boolean gone = problem.kind() == Problem.Kind.NOT_FOUND;
        shown(false);
        if (unknown) {
            Button give = new Button(Text.of("zookeeper.give"), click -> changing.attach(console(), actor(),
                    cluster(), this::listenAndLoad));
            give.setId("give-zookeeper");
            above.add(Notice.empty(Said.of(problem.title()), Said.of(problem.detail())), Permit.only(give,
                    may("zookeeper.attach", null)));
        } else {
            above.add(Notice.problem(problem, this::load));
        }
        if (gone) {
            steps();
            steps.setVisible(true);
        }
    }

    private void listenAndLoad() {
        getUI().ifPresent(this::listen);
        load();
    }

    private void show(Looked looked) {
        heading.taken(looked.node().takenMs());
        above.removeAll();
        shown(true);
        steps();
        var page = looked.children();
        children.show(List.of(page.items(), page.total(), state), () -> rows(page));
        Znode read = looked.node();
        node.show(List.of(read.path(), read.data(), read.stat(), String.valueOf(read.watchers()),
                looked.view().writable()), () -> new Div(new ZnodePanel(read), changing.buttons(console(), actor(),
                        cluster(), read, looked.view().writable() && may("zookeeper.put", null), this::load)));
        clients.setVisible(looked.view().clients() != null);
        if (looked.view().clients() != null) {
            clients.show(looked.view().clients(), () -> clients(looked.view()));
        }
        news();
        if (again) {
            load();
        }
    }

    private void steps() {
        steps.removeAll();
        for (var step : state.steps()) {
            Anchor link = new Anchor(Address.znode(cluster(), step.path()), step.name());
            link.addClassName("step");
            if (step.path().equals(state.path())) {
                link.getElement().setAttribute("aria-current", "page");
            }
            steps.add(link);
        }
    }

    private Component rows(io.odradek.console.snapshot.Page<ZnodeRow> page) {
        if (page.total() == 0) {
            return state.text().isEmpty() ? Notice.empty(Text.of("znode.leaf"), Text.of("znode.leaf.hint"))
                    : Notice.empty(Text.of("znode.nomatch", state.text()), "");
        }
        Table<ZnodeRow> table = new Table<ZnodeRow>(Text.of("znode.children")).key(ZnodeRow::path)
                .column(Text.of("znode.name"), "grow", row -> {
                    Anchor link = new Anchor(Address.znode(cluster(), row.path()), row.name());
                    link.addClassName("row-link");
                    return row.owner().isEmpty() ? link : new Span(link, new Span(" "),
                            new Pill(Text.of("znode.ephemeral.mark"), Tone.ACCENT));
                })
                .figure(Text.of("znode.below"), row -> Counts.text(row.children()))
                .figure(Text.of("topics.size"), row -> Bytes.text(row.bytes()))
                .column(Text.of("znode.version"), "num minor", row -> new Span(Counts.text(row.version())))
                .column(Text.of("znode.changed"), "num minor", row -> Age.plain(row.changedMs()));
        table.rows(page.items());
        Div both = new Div(table, new Pager(state.from(), page.items().size(), page.total(), ZookeeperLogic.PAGE,
                next -> go(state.at(next).query())));
        both.addClassName("stack");
        return both;
    }

    private static Component clients(Ensemble view) {
        var table = new Table<Ensemble.Client>(Text.of("zookeeper.clients"))
                .column(Text.of("zookeeper.session"), "mono", client -> new Span(client.session()))
                .text(Text.of("zookeeper.whose"), client -> client.name().isEmpty() ? "–" : client.name())
                .column(Text.of("broker.address"), "mono minor", client -> new Span(client.address()))
                .column(Text.of("zookeeper.since"), "num", client -> Age.plain(client.sinceMs()));
        table.rows(view.clients());
        return table;
    }

    private void news() {
        List<ZnodeChange> known = console().zookeeper().changes(cluster(), CHANGES);
        changes.show(known, () -> {
            if (known.isEmpty()) {
                return Notice.empty(Text.of("znode.changes.none"), Text.of("znode.changes.none.hint"));
            }
            OrderedList list = new OrderedList();
            known.forEach(change -> list.add(item(change)));
            Div box = new Div(list);
            box.addClassName("events");
            box.getElement().setAttribute("tabindex", "0");
            return box;
        });
    }

    private Component item(ZnodeChange change) {
        Span time = new Span(Times.clock(change.timeMs(), Client.zone()));
        time.addClassName("event-time");
        Pill what = new Pill(Text.of("znode." + change.what()), ZookeeperLogic.tone(change));
        Component path = change.path().isEmpty() ? new Span() : new Anchor(Address.znode(cluster(), change.path()),
                change.path());
        Div cell = new Div(path);
        cell.addClassNames("event-what", "mono");
        ListItem item = new ListItem(time, what, cell, Age.plain(change.timeMs()));
        item.addClassName("event");
        return item;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        listen(event.getUI());
    }

    private void listen(UI ui) {
        deaf.run();
        String cluster = cluster();
        heard = cluster;
        // Off the page's thread: it may have to connect first.
        Thread.ofVirtual().name("znodes").start(() -> {
            try {
                Runnable leave = console().zookeeper().listen(cluster, change -> changed(ui, change));
                begin(ui, leave);
            } catch (Problem notThere) {
                // The page says so itself.
                return;
            }
        });
    }

    private void begin(UI ui, Runnable leave) {
        ui.accessLater(() -> {
            deaf = leave;
            if (isAttached()) {
                // What changed before this was heard by nobody.
                loadAgain();
            } else {
                leave.run();
            }
        }, leave::run).run();
    }

    /** On ZooKeeper's thread; many changes at once are one look. */
    private void changed(UI ui, ZnodeChange change) {
        boolean touched = state.touchedBy(change);
        if (waiting.compareAndSet(false, true)) {
            Work.back(ui, () -> {
                waiting.set(false);
                if (!isAttached()) {
                    return;
                }
                news();
            });
        }
        if (touched) {
            Work.back(ui, this::loadAgain);
        }
    }

    /** Now, or when the look that is under way has ended. */
    private void loadAgain() {
        if (isAttached() && !work.busy()) {
            load();
        } else {
            again = true;
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        deaf.run();
    }
}
