package io.odradek.ui.storage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.storage.StorageQuery;
import io.odradek.console.storage.StoredPartition;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Facts;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pager;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.SearchedPage;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Partitions by size. */
@Route(value = "c/:cluster/storage", layout = Frame.class)
public final class StorageView extends SearchedPage {
    private final Facts facts = new Facts();
    private Panel list;

    public StorageView(Site site) {
        super(site, Text.of("nav.storage"));
    }

    @Override
    protected List<Component> parts(TextField search) {
        list = new Panel("stored", Text.of("storage.list"), search);
        return List.of(facts, list);
    }

    @Override
    protected void show(Snapshot snapshot) {
        figures(snapshot);
        Page<StoredPartition> page = console().storage().list(cluster(), new StorageQuery(text(), from(),
                StorageLogic.PAGE));
        list.show(List.of(page.items(), page.total(), text()), () -> rows(page));
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

    private Component rows(Page<StoredPartition> page) {
        if (page.total() == 0) {
            return text().isEmpty() ? Notice.empty(Text.of("topics.none"), Text.of("topics.none.hint"))
                    : Notice.empty(Text.of("topics.nomatch", text()), "");
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
        Div both = new Div(table, new Pager(from(), page.items().size(), page.total(), StorageLogic.PAGE,
                this::goOn));
        both.addClassName("stack");
        return both;
    }
}
