package io.odradek.ui.broker;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.odradek.ui.broker.BrokerLogic.Replica;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Fields;
import io.odradek.ui.part.Grids;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.function.Function;

/** The replicas that a broker holds, from the snapshot. */
final class ReplicaGrid extends Div {
    private final Grid<Replica> grid = Grids.of("replicas");
    private final Span count = new Span();
    private final transient Function<String, List<Replica>> source;

    ReplicaGrid(String cluster, Function<String, List<Replica>> source) {
        this.source = source;
        addClassName("grid-page");
        grid.addColumn(LitRenderer.<Replica>of("<a class='row-link' href='${item.href}'>${item.name}</a>")
                .withProperty("href", r -> Address.topic(cluster, r.topic())).withProperty("name", Replica::topic))
                .setHeader(Text.of("replica.topic")).setFlexGrow(4).setWidth("160px").setComparator(Replica::topic);
        figure("replica.partition", r -> String.valueOf(r.partition())).setComparator(Replica::partition);
        grid.addColumn(r -> Text.of(r.leader() ? "replica.leader" : "replica.follower"))
                .setHeader(Text.of("replica.role"))
                .setWidth("110px").setComparator(Replica::leader);
        grid.addColumn(LitRenderer.<Replica>of("<span class='pill ${item.tone}'>${item.text}</span>")
                .withProperty("tone", r -> r.inSync() ? "is-good" : "is-warn")
                .withProperty("text", r -> Text.of(r.inSync() ? "replica.insync" : "replica.behind")))
                .setHeader(Text.of("replica.state")).setWidth("110px").setComparator(Replica::inSync);
        figure("replica.messages", r -> Counts.text(r.messages())).setComparator(Replica::messages);
        figure("replica.size", r -> Bytes.text(r.sizeBytes())).setComparator(Replica::sizeBytes);
        count.addClassName("count");
        Div bar = new Div(Fields.search(Text.of("replica.search"), this::show), count);
        bar.addClassName("toolbar");
        add(bar, grid);
        show("");
    }

    private Grid.Column<Replica> figure(String title, Function<Replica, String> text) {
        return grid.addColumn(text::apply).setHeader(Text.of(title)).setTextAlign(ColumnTextAlign.END)
                .setWidth("110px").setSortable(true);
    }

    private void show(String text) {
        List<Replica> found = source.apply(text);
        count.setText(Text.count("replica.count", found.size()));
        grid.setItems(found);
    }
}
