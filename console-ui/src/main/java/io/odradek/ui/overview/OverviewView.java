package io.odradek.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.overview.Overview;
import io.odradek.ui.live.LiveChart;
import io.odradek.ui.overview.OverviewLogic.Shown;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.EventList;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Tile;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.function.Function;

/** The overview of a cluster. */
@Route(value = "c/:cluster", layout = Frame.class)
public final class OverviewView extends Page {
    private Heading heading;
    private Verdict verdict;
    private Div trouble;
    private EventList events;
    private List<Runnable> tiles;
    private Overview overview;

    public OverviewView(Site site) {
        super(site);
        addClassName("overview");
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.overview"));
        removeAll();
        heading = new Heading(Text.of("nav.overview"));
        verdict = new Verdict();
        trouble = new Div();
        events = new EventList();
        add(heading, trouble, verdict, tiles(), charts(), panel(Text.of("overview.events"), events));
        pulse();
    }

    private Component tiles() {
        Div row = new Div();
        row.addClassName("tiles");
        String topics = Address.topics(cluster());
        tiles = List.of(tile(row, "overview.brokers", Address.brokers(cluster()), OverviewLogic::brokers),
                tile(row, "overview.topics", topics, OverviewLogic::topics),
                tile(row, "overview.partitions", topics, OverviewLogic::partitions),
                tile(row, "overview.underreplicated", topics + "?sort=under_replicated&desc=true",
                        OverviewLogic::underReplicated),
                tile(row, "overview.offline", topics + "?sort=under_replicated&desc=true", OverviewLogic::offline),
                tile(row, "overview.size", topics + "?sort=size&desc=true", OverviewLogic::size));
        return row;
    }

    private Runnable tile(Div row, String label, String address, Function<Overview, Shown> figure) {
        Tile tile = new Tile(Text.of(label), address);
        row.add(tile);
        return () -> {
            Shown shown = figure.apply(overview);
            tile.show(shown.figure(), shown.note().text(), shown.tone());
        };
    }

    private Component charts() {
        Div row = new Div(chart("overview.records", "records.in", LiveChart.Unit.COUNT, 1),
                chart("overview.bytes", "bytes.in", LiveChart.Unit.BYTES, 2));
        row.addClassName("charts");
        return row;
    }

    private Component chart(String title, String series, LiveChart.Unit unit, int tone) {
        return panel(Text.of(title), new LiveChart(cluster(), Text.of(title), Text.of("overview.waiting"), unit,
                Client.zone(),
                List.of(new LiveChart.Line(series, Text.of("overview.in"), tone))));
    }

    private static Component panel(String title, Component content) {
        Section section = new Section(new H2(new Span(title)), content);
        section.addClassName("panel");
        return section;
    }

    @Override
    protected void pulse() {
        overview = console().overview().overview(cluster());
        heading.taken(overview.takenMs());
        boolean asked = console().snapshots().of(cluster()).triedMs() > 0;
        verdict.show(overview, asked, console().health().check(cluster()));
        tiles.forEach(Runnable::run);
        events.show(OverviewLogic.recent(console().supervisor().events(0), cluster()));
        trouble.removeAll();
        if (asked && !overview.trouble().isEmpty()) {
            trouble.add((overview.reachable() ? Notice.partial(overview.trouble())
                    : Notice.unreachable(overview.trouble())).slim());
        }
    }
}
