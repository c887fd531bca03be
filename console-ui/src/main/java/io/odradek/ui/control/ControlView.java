package io.odradek.ui.control;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Plan;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.Episode;
import io.odradek.console.supervisor.Trouble;
import io.odradek.console.supervisor.Watched;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.EventList;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.OwnPlan;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Tile;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Where an embedded cluster is broken and mended, and what followed stands under it. */
@Route(value = "c/:cluster/control", layout = Frame.class)
public final class ControlView extends Page {
    private static final int EVENTS = 200;

    private final Div tiles = new Div();
    private final Div cards = new Div();
    private final Div episodes = new Div();
    private final Div witness = new Div();
    private final Work work = new Work(this);
    private EventList events;
    private Heading heading;
    private List<ControlLogic.Card> shown;

    public ControlView(Site site) {
        super(site);
        tiles.addClassNames("tiles", "tiles-small");
        cards.addClassName("cards");
        cards.setId("brokers");
        episodes.addClassName("episodes");
        episodes.setId("episodes");
        witness.setId("witness");
        witness.addClassName("episode-followed");
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.control"));
        removeAll();
        shown = null;
        heading = new Heading(Text.of("nav.control"));
        add(heading);
        if (!console().supervisor().present() || !console().supervisor().cluster().equals(cluster())) {
            add(Notice.empty(Text.of("control.none"), Text.of("control.none.hint")));
            events = null;
            return;
        }
        Button more = new Button(Text.of("control.add"), Icon.PLUS.make(), click -> add());
        more.setId("add-broker");
        heading.act(Permit.only(more, may("broker.add", null)));
        Button workload = new Button(Text.of("witness.toggle"), click -> {
            boolean run = !console().supervisor().watched().running();
            var who = actor();
            work.start(() -> {
                console().supervisor().witness(who, run);
                return run;
            }, begun -> pulse(), Toast::failed);
        });
        workload.setId("witness-toggle");
        heading.act(Permit.only(workload, may("broker.witness", null)));
        events = new EventList();
        add(tiles, witness, cards, panel("control.followed", episodes), panel("overview.events", events));
        pulse();
    }

    private static Component panel(String title, Component content) {
        Section section = new Section(new H2(new Span(Text.of(title))), content);
        section.addClassName("panel");
        return section;
    }

    @Override
    protected void pulse() {
        if (events == null) {
            return;
        }
        Snapshot snapshot = console().snapshots().of(cluster());
        heading.taken(snapshot.takenMs());
        tiles.removeAll();
        tile("control.controller", snapshot.controller() < 0 ? Figure.UNKNOWN : String.valueOf(snapshot.controller()),
                snapshot.controller() < 0 ? Tone.BAD : Tone.PLAIN);
        tile("overview.offline", Counts.text(snapshot.totals().offline()),
                snapshot.totals().offline() > 0 ? Tone.BAD : Tone.GOOD);
        tile("overview.underreplicated", Counts.text(snapshot.totals().underReplicated()),
                snapshot.totals().underReplicated() > 0 ? Tone.WARN : Tone.GOOD);
        tile("overview.records", Counts.rate(snapshot.totals().recordsPerSecond()), Tone.PLAIN);
        List<ControlLogic.Card> now = ControlLogic.cards(console().supervisor().brokers(), snapshot);
        if (!now.equals(shown)) {
            shown = now;
            cards.removeAll();
            now.forEach(card -> cards.add(card(card, snapshot.controller() == card.broker().id())));
        }
        witness.removeAll();
        Watched seen = console().supervisor().watched();
        ControlLogic.watched(seen).forEach(phrase -> witness.add(new Pill(phrase.text(),
                phrase.key().endsWith(".bad") ? Tone.BAD : phrase.key().endsWith(".warn") ? Tone.WARN : Tone.PLAIN)));
        ControlLogic.culprits(seen).forEach(phrase -> {
            Div line = new Div(phrase.text());
            line.addClassName("fine-print");
            witness.add(line);
        });
        witness.setVisible(witness.getComponentCount() > 0);
        episodes.removeAll();
        List<Episode> all = console().supervisor().episodes();
        if (all.isEmpty()) {
            episodes.add(new Span(Text.of("control.followed.none")));
        }
        all.stream().limit(20).forEach(episode -> episodes.add(episode(episode)));
        events.show(EventList.recent(console().supervisor().events(0), cluster(), EVENTS));
    }

    private void tile(String label, String figure, Tone tone) {
        Tile tile = new Tile(Text.of(label), "");
        tile.show(figure, "", tone);
        tiles.add(tile);
    }

    private Component card(ControlLogic.Card card, boolean controller) {
        EmbeddedBroker broker = card.broker();
        Anchor name = new Anchor(Address.broker(cluster(), broker.id()), Text.of("broker.title", broker.id()));
        name.addClassName("row-link");
        Div head = new Div(name, new Pill(card.word().text(), card.tone()));
        if (controller) {
            head.add(new Pill(Text.of("broker.controller"), Tone.ACCENT));
        }
        head.addClassName("card-head");
        Span figures = new Span(card.state().map(state -> Text.of("control.figures", Counts.text(state.leaders()),
                Counts.text(state.inSync()), Counts.text(state.replicas()))).orElse(""));
        figures.addClassName("tile-note");
        Div acts = new Div();
        acts.addClassName("toolbar");
        if (broker.running()) {
            acts.add(act("STOP", broker, id -> console().supervisor().stop(actor(), id)),
                    act("KILL", broker, id -> console().supervisor().kill(actor(), id)),
                    breaking(broker.id()),
                    new Anchor(Address.drain(cluster(), broker.id()), Text.of("control.drain")));
            Trouble trouble = console().supervisor().trouble(broker.id());
            if (!trouble.none()) {
                acts.add(mending(broker.id()));
                ControlLogic.troubles(trouble).forEach(each -> head.add(new Pill(each.text(), Tone.WARN)));
            }
        } else {
            acts.add(act("START", broker, id -> console().supervisor().start(actor(), id)));
        }
        Span at = new Span(broker.port() > 0 ? broker.host() + ":" + broker.port() : Figure.UNKNOWN);
        Div whole = new Div(head, at, figures, acts);
        if (broker.pid() > 0) {
            if (broker.running()) {
                at.add(" · " + Text.of("control.process", String.valueOf(broker.pid())));
            }
            Span log = new Span(Text.of("control.log", broker.log()));
            log.addClassName("fine-print");
            whole.addComponentAtIndex(2, log);
        }
        whole.addClassNames("card", card.tone().css());
        whole.getElement().setAttribute("data-broker", String.valueOf(broker.id()));
        return whole;
    }

    private Component breaking(int id) {
        Button button = new Button(Text.of("trouble.open"), click -> {
            var who = actor();
            Set<Integer> others = console().supervisor().brokers().stream().map(EmbeddedBroker::id)
                    .filter(other -> other != id).collect(Collectors.toCollection(TreeSet::new));
            new TroubleDialog(id, others, console().supervisor().trouble(id),
                    wanted -> console().supervisor().trouble(who, id, wanted), this::renew).open();
        });
        button.addClassName("act-break");
        return Permit.only(button, may("broker.disturb", null));
    }

    private Component mending(int id) {
        Button button = new Button(Text.of("trouble.mend"), click -> {
            console().supervisor().trouble(actor(), id, Trouble.NONE);
            renew();
        });
        button.addClassName("act-mend");
        return Permit.only(button, may("broker.disturb", null));
    }

    /** The cards say anew what is broken. */
    private void renew() {
        shown = null;
        pulse();
    }

    private Component act(String action, EmbeddedBroker broker, IntConsumer deed) {
        int id = broker.id();
        String verb = Text.of("broker." + action);
        String step = action.equals("KILL") ? ControlLogic.kill(broker).text()
                : Text.of("broker." + action + ".step", id);
        Button button = new Button(verb, click -> {
            String title = Text.of("broker.act", verb, id);
            Plan plan = OwnPlan.of(title, List.of(step),
                    action.equals("START") ? List.of() : List.of(Text.of("broker.warning")), "");
            new PlanDialog(title, verb, () -> plan, () -> deed.accept(id), () -> {
                Toast.done(Text.of("broker." + action + ".done", id));
                pulse();
            }).open();
        });
        String name = action.toLowerCase(java.util.Locale.ROOT);
        button.addClassName("act-" + name);
        return Permit.only(button, may("broker." + name, null));
    }

    private void add() {
        String title = Text.of("control.add");
        Plan plan = OwnPlan.of(title, List.of(Text.of("control.add.step")),
                List.of(Text.of("control.add.warning")), "");
        var who = actor();
        new PlanDialog(title, title, () -> plan, () -> console().supervisor().add(who), () -> {
            Toast.done(Text.of("control.added"));
            pulse();
        }).open();
    }

    private static Component episode(Episode episode) {
        Span when = new Span(Times.clock(episode.timeMs(), Client.zone()));
        when.addClassName("event-time");
        Span what = new Span(Text.of("episode." + episode.what(), episode.broker()));
        what.addClassName("event-subject");
        Div followed = new Div();
        followed.addClassName("episode-followed");
        for (Phrase phrase : ControlLogic.followed(episode)) {
            followed.add(new Pill(phrase.text(), phrase.key().endsWith(".still") ? Tone.WARN : Tone.PLAIN));
        }
        Div whole = new Div(when, what, followed);
        whole.addClassName("episode");
        return whole;
    }
}
