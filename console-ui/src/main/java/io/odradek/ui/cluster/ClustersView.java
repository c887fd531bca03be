package io.odradek.ui.cluster;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Need;
import io.odradek.console.cluster.ClusterRow;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.AskDialog;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Said;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clusters this console is attached to. */
@Route(value = "c/:cluster/clusters", layout = Frame.class)
public final class ClustersView extends Page {
    private final Div body = new Div();
    private Table<ClusterRow> table;
    private List<ClusterRow> shown;

    public ClustersView(Site site) {
        super(site);
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.clusters"));
        removeAll();
        shown = null;
        Button add = new Button(Text.of("clusters.add"), Icon.PLUS.make(), click -> add());
        add.setId("add-cluster");
        table = new Table<ClusterRow>(Text.of("nav.clusters")).key(ClusterRow::id)
                .column(Text.of("clusters.id"), "", row -> {
                    Anchor link = new Anchor(Address.overview(row.id()), row.id());
                    link.addClassName("row-link");
                    return link;
                })
                .column(Text.of("groups.state"), "", ClustersView::state)
                .column(Text.of("clusters.servers"), "grow minor mono", row -> new Span(row.bootstrapServers()))
                .figure(Text.of("nav.brokers"), row -> Counts.text(row.brokers()))
                .figure(Text.of("nav.topics"), row -> Counts.text(row.topics()))
                .column("", "acts", row -> row.own() && may("cluster.remove", row.id()) ? remove(row) : new Span());
        body.removeAll();
        body.add(table);
        add(new Heading(Text.of("nav.clusters")).act(Permit.only(add, may("cluster.add", null))), body);
        pulse();
    }

    @Override
    protected void pulse() {
        List<ClusterRow> rows = console().attached().list().stream()
                .filter(row -> actor().may(Need.glimpse(row.id()))).toList();
        if (!rows.equals(shown)) {
            shown = rows;
            table.rows(rows);
        }
    }

    private static Component state(ClusterRow row) {
        if (row.trouble().isEmpty()) {
            return new Pill(Text.of("clusters.up"), Tone.GOOD);
        }
        Pill pill = new Pill(Text.of("clusters.down"), Tone.BAD);
        pill.setTitle(Said.of(row.trouble()));
        return pill;
    }

    private Component remove(ClusterRow row) {
        Button button = new Button(Icon.TRASH.make(), click -> {
            var who = actor();
            String title = Text.of("clusters.remove", row.id());
            new PlanDialog(title, title, () -> console().attached().planRemove(row.id()),
                    () -> console().attached().remove(who, row.id()), () -> {
                        Toast.done(Text.of("clusters.removed", row.id()));
                        pulse();
                    }).open();
        });
        button.addClassNames("quiet", "danger");
        button.setAriaLabel(Text.of("clusters.remove", row.id()));
        return button;
    }

    /** One line, as in "prod kafka-1:9092,kafka-2:9092", and its ZooKeeper behind it where it has one. */
    private void add() {
        var who = actor();
        new AskDialog(Text.of("clusters.add"), Text.of("clusters.add"), Text.of("clusters.line"), "",
                new AskDialog.Asking(ClustersView::mistake,
                        line -> console().attached().planAdd(part(line, 0), part(line, 1), further(line)),
                        line -> console().attached().add(who, part(line, 0), part(line, 1), further(line)), line -> {
                            Toast.done(Text.of("clusters.added", part(line, 0)));
                            pulse();
                        })).open();
    }

    private static Optional<Phrase> mistake(String line) {
        return line.matches("\\S+\\s+\\S+(\\s+\\S+:\\d+\\S*)?") ? Optional.empty()
                : Optional.of(Phrase.of("clusters.line.wrong"));
    }

    private static Map<String, String> further(String line) {
        return line.split("\\s+").length < 3 ? Map.of() : Map.of(ClusterSpec.ZOOKEEPER, part(line, 2));
    }

    private static String part(String line, int index) {
        return line.split("\\s+")[index];
    }
}
