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
import io.odradek.ui.part.Fields;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pager;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;

/** Partitions in trouble, and what became of in-sync replicas lately. */
@Route(value = "c/:cluster/replication", layout = Frame.class)
public final class ReplicationView extends io.odradek.ui.part.Page {
    private static final int ROWS = 50;
    private static final int CHANGES = 100;

    private final Facts facts = new Facts();
    private final TextField search = Fields.search(Text.of("topics.search"), this::typed);
    private final Div above = new Div();
    private Panel troubled;
    private Panel changes;
    private Heading heading;
    private String text = "";
    private int from;

    public ReplicationView(Site site) {
        super(site);
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.replication"));
        text = inputs.query("q");
        from = ReplicationLogic.from(inputs.query("from"));
        if (heading == null) {
            heading = new Heading(Text.of("nav.replication"));
            troubled = new Panel("troubled", Text.of("replication.troubled"), search);
            changes = new Panel("isr-changes", Text.of("replication.changes"));
            add(heading, above, facts, troubled, changes);
        }
        search.setValue(text);
        pulse();
    }

    private void typed(String typed) {
        text = typed;
        from = 0;
        amend(ReplicationLogic.query(text, from));
        pulse();
    }

    @Override
    protected void pulse() {
        Snapshot snapshot = console().snapshots().of(cluster());
        heading.taken(snapshot.takenMs());
        above.removeAll();
        if (!snapshot.known()) {
            above.add(Notice.unknown(snapshot, Text.of("nav.replication")));
        } else if (!snapshot.trouble().isEmpty()) {
            above.add(Notice.partial(snapshot.trouble()).slim());
        }
        boolean known = snapshot.known();
        facts.setVisible(known);
        troubled.setVisible(known);
        changes.setVisible(known);
        if (known) {
            figures(snapshot);
            Page<TroubledPartition> page = console().replication().troubled(cluster(), text, from, ROWS);
            troubled.show(List.of(page.items(), page.total(), text), () -> rows(page));
            var news = console().replication().changes(cluster(), "", CHANGES);
            changes.show(news, () -> new ChangeList(cluster(), news));
        }
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
            return text.isEmpty() ? Notice.empty(Text.of("replication.well"), Text.of("replication.well.hint"))
                    : Notice.empty(Text.of("replication.nomatch", text), "");
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
        Div both = new Div(table, new Pager(from, page.items().size(), page.total(), ROWS,
                next -> go(ReplicationLogic.query(text, next))));
        both.addClassName("stack");
        return both;
    }
}
