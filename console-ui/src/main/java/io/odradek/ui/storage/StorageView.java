package io.odradek.ui.storage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.storage.StorageQuery;
import io.odradek.console.storage.StoredPartition;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Facts;
import io.odradek.ui.part.Fields;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Pager;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Partitions by size. */
@Route(value = "c/:cluster/storage", layout = Frame.class)
public final class StorageView extends Page {
    private final Div above = new Div();
    private final Facts facts = new Facts();
    private final TextField search = Fields.search(Text.of("topics.search"), this::typed);
    private Panel list;
    private Heading heading;
    private String text = "";
    private int from;

    public StorageView(Site site) {
        super(site);
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.storage"));
        text = inputs.query("q");
        from = inputs.query("from").matches("\\d{1,9}") ? Integer.parseInt(inputs.query("from")) : 0;
        if (heading == null) {
            heading = new Heading(Text.of("nav.storage"));
            list = new Panel("stored", Text.of("storage.list"), search);
            add(heading, above, facts, list);
        }
        search.setValue(text);
        pulse();
    }

    private void typed(String typed) {
        text = typed;
        from = 0;
        amend(query(0));
        pulse();
    }

    private Map<String, String> query(long next) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", text);
        query.put("from", next == 0 ? "" : String.valueOf(next));
        return query;
    }

    @Override
    protected void pulse() {
        Snapshot snapshot = console().snapshots().of(cluster());
        heading.taken(snapshot.takenMs());
        above.removeAll();
        if (!snapshot.known()) {
            above.add(Notice.unknown(snapshot, Text.of("nav.storage")));
        } else if (!snapshot.trouble().isEmpty()) {
            above.add(Notice.partial(snapshot.trouble()).slim());
        }
        list.setVisible(snapshot.known());
        facts.setVisible(snapshot.known());
        if (snapshot.known()) {
            figures(snapshot);
            var page = console().storage().list(cluster(), new StorageQuery(text, from, StorageLogic.PAGE));
            list.show(List.of(page.items(), page.total(), text), () -> rows(page));
        }
    }

    private void figures(Snapshot snapshot) {
        facts.removeAll();
        long disks = snapshot.brokers().stream().mapToLong(broker -> Math.max(0, broker.sizeBytes())).sum();
        facts.tile("overview.size", Bytes.text(snapshot.totals().sizeBytes()), Text.of("overview.size.note"),
                Tone.PLAIN)
                .tile("storage.copies", Bytes.text(disks), Text.of("storage.copies.note"), Tone.PLAIN)
                .tile("overview.bytes", Bytes.rate(snapshot.totals().bytesPerSecond()), "", Tone.PLAIN)
                .tile("overview.partitions", Counts.text(snapshot.totals().partitions()), "", Tone.PLAIN);
    }

    private Component rows(io.odradek.console.snapshot.Page<StoredPartition> page) {
        if (page.total() == 0) {
            return text.isEmpty() ? Notice.empty(Text.of("topics.none"), Text.of("topics.none.hint"))
                    : Notice.empty(Text.of("topics.nomatch", text), "");
        }
        boolean inside = console().storage().inside(cluster());
        Table<StoredPartition> table = new Table<StoredPartition>(Text.of("storage.list"))
                .key(p -> p.topic() + "-" + p.partition())
                .column(Text.of("replica.partition"), "grow", p -> {
                    boolean segments = inside && p.leader() >= 0;
                    Anchor link = new Anchor(segments ? Address.segments(cluster(), p.topic(), p.partition(),
                            p.leader()) : Address.storage(cluster(), p.topic()), p.topic() + "-" + p.partition());
                    link.addClassName("row-link");
                    return link;
                })
                .figure(Text.of("topics.size"), p -> Bytes.text(p.sizeBytes()))
                .figure(Text.of("topics.messages"), p -> Counts.text(p.messages()))
                .figure(Text.of("storage.each"), p -> p.messages() <= 0 || p.sizeBytes() < 0 ? "–"
                        : Bytes.text((double) p.sizeBytes() / p.messages()))
                .column(Text.of("partition.replicas"), "minor", p -> new Span(p.replicas().stream()
                        .map(String::valueOf).collect(Collectors.joining(", "))));
        table.rows(page.items());
        Div both = new Div(table, new Pager(from, page.items().size(), page.total(), StorageLogic.PAGE,
                next -> go(query(next))));
        both.addClassName("stack");
        return both;
    }
}
