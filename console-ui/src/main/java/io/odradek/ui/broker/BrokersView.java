package io.odradek.ui.broker;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.broker.BrokerLoad;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Page;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The brokers of a cluster. */
@Route(value = "c/:cluster/brokers", layout = Frame.class)
public final class BrokersView extends io.odradek.ui.part.Page {
    private Heading heading;
    private Div body;
    private Table<BrokerState> table;
    private List<BrokerState> shown;
    /** Whether brokers tell how busy they are: Kafka's protocol does not. */
    private boolean told;
    private final Map<Integer, Cells> cells = new HashMap<>();

    public BrokersView(Site site) {
        super(site);
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.brokers"));
        removeAll();
        shown = null;
        heading = new Heading(Text.of("nav.brokers"));
        body = new Div();
        table = table();
        add(heading, body);
        pulse();
    }

    private Table<BrokerState> table() {
        Table<BrokerState> all = new Table<BrokerState>(Text.of("nav.brokers")).key(b -> String.valueOf(b.id()))
                .column(Text.of("broker.id"), "", this::name)
                .column(Text.of("broker.state"), "", b -> new Pill(BrokerLogic.state(b).text(), BrokerLogic.tone(b)))
                .column(Text.of("broker.address"), "minor mono", b -> new Span(b.host() + ":" + b.port()))
                .column(Text.of("broker.rack"), "minor", b -> new Span(b.rack() == null ? Figure.UNKNOWN : b.rack()))
                .figure(Text.of("broker.leaders"), b -> Counts.text(b.leaders()))
                .column(Text.of("broker.skew"), "num minor", b -> new Span(
                        BrokerLogic.skew(b.leaders(), shown.stream().map(BrokerState::leaders).toList())))
                .column(Text.of("broker.insync"), "num", this::inSync)
                .column(Text.of("broker.disk"), "num minor", b -> disk(b))
                .column(Text.of("broker.version"), "minor",
                b -> new Span(b.version().isEmpty() ? Figure.UNKNOWN : b.version()));
        if (told) {
            all.column(Text.of("broker.latency"), "num minor", b -> cells(b).latency())
                    .column(Text.of("broker.idle"), "num minor", b -> cells(b).idle())
                    .column(Text.of("broker.connections"), "num minor", b -> cells(b).connections());
        }
        return all.column("", "acts", b -> new BrokerActions(console(), actor(), b.id()));
    }

    /** What changes at every look, apart from the rows, which a person may be about to use. */
    private record Cells(Span latency, Span idle, Span connections) {
        void show(BrokerLoad load) {
            latency.setText(load == null ? Figure.UNKNOWN : BrokerLogic.bound(load.p50Ms()) + " / "
                    + BrokerLogic.bound(load.p99Ms()));
            idle.setText(load == null ? Figure.UNKNOWN : Counts.percent(load.idle(), 1));
            connections.setText(load == null ? Figure.UNKNOWN : Counts.text(load.connections()));
        }
    }

    private Cells cells(BrokerState broker) {
        return cells.computeIfAbsent(broker.id(), _ -> new Cells(new Span(), new Span(), new Span()));
    }

    private Component name(BrokerState broker) {
        Anchor link = new Anchor(Address.broker(cluster(), broker.id()), String.valueOf(broker.id()));
        link.addClassName("row-link");
        Span cell = new Span(link);
        if (broker.controller()) {
            cell.add(new Pill(Text.of("broker.controller"), Tone.ACCENT));
        }
        cell.addClassName("broker-name");
        return cell;
    }

    private Component inSync(BrokerState broker) {
        Span cell = new Span(BrokerLogic.followers(broker));
        cell.addClassName(BrokerLogic.inSyncTone(broker).css());
        return cell;
    }

    private static Component disk(BrokerState broker) {
        Span cell = new Span(Bytes.text(broker.sizeBytes()));
        BrokerLogic.volume(broker).ifPresent(volume -> cell.setTitle(volume.text()));
        return cell;
    }

    @Override
    protected void pulse() {
        Page<BrokerState> page = console().brokers().list(cluster());
        heading.taken(page.takenMs());
        Map<Integer, BrokerLoad> loads = console().brokers().loads(cluster()).stream()
                .collect(Collectors.toMap(BrokerLoad::broker, each -> each));
        if (page.items().equals(shown) && told != loads.isEmpty()) {
            cells.forEach((id, each) -> each.show(loads.get(id)));
            return;
        }
        told = !loads.isEmpty();
        table = table();
        cells.clear();
        shown = page.items();
        body.removeAll();
        if (page.takenMs() == 0) {
            shown = null;
            body.add(Notice.unknown(console().snapshots().of(cluster()), Text.of("nav.brokers")));
        } else {
            table.rows(shown);
            cells.forEach((id, each) -> each.show(loads.get(id)));
            body.add(table);
        }
    }
}
