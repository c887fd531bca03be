package io.odradek.ui.replication;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.replication.Tally;
import io.odradek.console.replication.TroubledPartition;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Facts;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pager;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.SearchedPage;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;

/** Partitions in trouble, and what became of in-sync replicas lately. */
@Route(value = "c/:cluster/replication", layout = Frame.class)
public final class ReplicationView extends SearchedPage {
    private static final int ROWS = 50;
    private static final int CHANGES = 100;

    private final Facts facts = new Facts();
    private Panel troubled;
    private Panel changes;

    public ReplicationView(Site site) {
        super(site, Text.of("nav.replication"));
    }

    @Override
    protected List<Component> parts(TextField search) {
        troubled = new Panel("troubled", Text.of("replication.troubled"), search);
        changes = new Panel("isr-changes", Text.of("replication.changes"));
        return List.of(facts, troubled, changes);
    }

    @Override
    protected void show(Snapshot snapshot) {
        figures(snapshot);
        Page<TroubledPartition> page = console().replication().troubled(cluster(), text(), from(), ROWS);
        troubled.show(List.of(page.items(), page.total(), text()), () -> rows(page));
        var news = console().replication().changes(cluster(), "", CHANGES);
        changes.show(news, () -> new ChangeList(cluster(), news));
    }

    private void figures(Snapshot snapshot) {
        Tally tally = console().replication().tally(cluster());
        Snapshot.Totals totals = snapshot.totals();
        facts.removeAll();
        String since = tally.sinceMs() == 0 ? ""
                : Text.of("replication.since", Times.clock(tally.sinceMs(), Client.zone()));
        facts.tile("overview.offline", Counts.text(totals.offline()), Text.of("replication.of", totals.partitions()),
                totals.offline() > 0 ? Tone.BAD : Tone.GOOD)
                .tile("overview.underreplicated", Counts.text(totals.underReplicated()),
                        Text.of("replication.of", totals.partitions()),
                        totals.underReplicated() > 0 ? Tone.WARN : Tone.GOOD)
                .tile("replication.shrinks", Counts.text(tally.shrinks()), since, Tone.PLAIN)
                .tile("replication.expands", Counts.text(tally.expands()), since, Tone.PLAIN)
                .tile("replication.elections", Counts.text(tally.elections()), since, Tone.PLAIN);
    }

    private Component rows(Page<TroubledPartition> page) {
        if (page.total() == 0) {
            return text().isEmpty() ? Notice.empty(Text.of("replication.well"), Text.of("replication.well.hint"))
                    : Notice.empty(Text.of("replication.nomatch", text()), "");
        }
        Table<TroubledPartition> table = new Table<TroubledPartition>(Text.of("replication.troubled"))
                .key(p -> p.topic() + "-" + p.partition())
                .column(Text.of("replica.partition"), "grow", p -> {
                    Anchor link = new Anchor(Address.replication(cluster(), p.topic()), p.topic() + "-"
                            + p.partition());
                    link.addClassName("row-link");
                    return link;
                })
                .column(Text.of("partition.state"), "", p -> p.offline()
                        ? new Pill(Text.of("partition.offline"), Tone.BAD)
                        : new Pill(Text.of("partition.under"), Tone.WARN))
                .figure(Text.of("replication.leader"), p -> p.leader() < 0 ? "–" : String.valueOf(p.leader()))
                .column(Text.of("topics.insync"), "", p -> new Span(ReplicationLogic.ids(p.isr())))
                .column(Text.of("replication.missing"), "", p -> new Span(ReplicationLogic.ids(p.replicas().stream()
                        .filter(id -> !p.isr().contains(id)).toList())));
        table.rows(page.items());
        Div both = new Div(table, new Pager(from(), page.items().size(), page.total(), ROWS, this::goOn));
        both.addClassName("stack");
        return both;
    }
}
