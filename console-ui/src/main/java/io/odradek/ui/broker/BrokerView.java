package io.odradek.ui.broker;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import io.odradek.console.broker.BrokerDetail;
import io.odradek.console.broker.Relocating;
import io.odradek.console.broker.Relocation;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.ui.broker.BrokerLogic.Tab;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.ConfigPanel;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.LinkTabs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Tile;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.List;

/** One broker. */
@Route(value = "c/:cluster/brokers/:id/:tab?(configuration|partitions|disks|requests|clients)", layout = Frame.class)
public final class BrokerView extends Page {
    private final Div facts = new Div();
    private final Div body = new Div();
    private final LoadPanel load = new LoadPanel();
    private Heading heading;
    private int id;
    private Tab tab;
    private DisksPanel disks;

    public BrokerView(Site site) {
        super(site);
        facts.addClassNames("tiles", "tiles-small");
    }

    @Override
    protected void enter(Inputs inputs) {
        id = inputs.number("id").orElse(-1);
        tab = Tab.of(inputs.path("tab"));
        title(Text.of("broker.title", id));
        removeAll();
        heading = new Heading(Text.of("broker.title", id)).under(Text.of("nav.brokers"), Address.brokers(cluster()))
                .act(new BrokerActions(console(), actor(), id));
        LinkTabs tabs = new LinkTabs(Text.of("broker.title", id));
        for (Tab each : Tab.values()) {
            tabs.tab(Text.of("broker.tab." + each), Address.broker(cluster(), id) + "/" + each.path(), each == tab);
        }
        add(heading, facts, tabs, body);
        pulse();
        body.removeAll();
        load();
    }

    private void load() {
        switch (tab) {
            case CONFIGURATION -> body.add(new ConfigPanel(new ConfigPanel.Source(
                    () -> console().brokers().configuration(cluster(), id),
                    changes -> console().brokers().planAlter(cluster(), id, changes),
                    changes -> console().brokers().alter(actor(), cluster(), id, changes)))
                    .changeable(may("broker.configure", null)));
            case PARTITIONS -> body.add(new ReplicaGrid(cluster(), text ->
                    BrokerLogic.replicas(console().snapshots().of(cluster()), id, text)));
            case REQUESTS, CLIENTS -> {
                body.add(load);
                busy();
            }
            case DISKS -> {
                disks = new DisksPanel(id, new Disks());
                body.add(disks);
            }
        }
    }

    /** From this process' own memory, or from a process on this machine that is waited for a second at most. */
    private void busy() {
        try {
            if (tab == Tab.REQUESTS) {
                load.show(console().brokers().load(cluster(), id));
            } else {
                load.show(console().brokers().clients(cluster(), id));
            }
        } catch (Problem problem) {
            load.removeAll();
            load.add(Notice.problem(problem, null));
        }
    }

    /** What the snapshot knows is shown whether the broker answers or not. */
    @Override
    protected void pulse() {
        var known = console().brokers().list(cluster());
        heading.taken(known.takenMs());
        facts.removeAll();
        known.items().stream().filter(state -> state.id() == id).findFirst().ifPresentOrElse(this::facts,
                () -> facts.add(Notice.empty(Text.of("broker.unknown", id), Text.of("broker.unknown.hint"))));
        if (load.isAttached()) {
            busy();
        }
        if (disks != null && disks.isAttached()) {
            disks.pulse();
        }
    }

    private void facts(BrokerState state) {
        tile("broker.state", BrokerLogic.state(state).text(), state.controller() ? Text.of("broker.controller") : "",
                BrokerLogic.tone(state));
        tile("broker.address", state.host() + ":" + state.port(),
                state.rack() == null ? "" : Text.of("broker.in.rack", state.rack()), Tone.PLAIN);
        tile("broker.leaders", Counts.text(state.leaders()), "", Tone.PLAIN);
        tile("broker.insync", BrokerLogic.followers(state), "", BrokerLogic.inSyncTone(state));
        tile("broker.disk", Bytes.text(state.sizeBytes()), BrokerLogic.volume(state).map(Phrase::text).orElse(""),
                Tone.PLAIN);
        tile("broker.version", state.version().isEmpty() ? Figure.UNKNOWN : state.version(), "", Tone.PLAIN);
    }

    private void tile(String label, String figure, String note, Tone tone) {
        Tile tile = new Tile(Text.of(label), "");
        tile.show(figure, note, tone);
        facts.add(tile);
    }

    /** What can be done with its log directories. */
    private final class Disks implements DisksPanel.Acts {
        private final Actor who = actor();

        @Override
        public BrokerDetail describe() {
            return console().brokers().describe(cluster(), id);
        }

        @Override
        public List<Relocating> relocating() {
            return console().brokers().relocating(cluster(), id);
        }

        @Override
        public Plan plan(Relocation asked) {
            return console().brokers().planRelocate(cluster(), id, asked);
        }

        @Override
        public void relocate(Relocation asked) {
            console().brokers().relocate(who, cluster(), id, asked);
        }

        @Override
        public void cancel() {
            console().brokers().cancelRelocations(who, cluster(), id);
        }

        @Override
        public boolean may() {
            return BrokerView.this.may("broker.relocate", null);
        }
    }
}
