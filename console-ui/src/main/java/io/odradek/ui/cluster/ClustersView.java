package io.odradek.ui.cluster;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Need;
import io.odradek.console.cluster.ClusterRow;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.FormDialog;
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
import io.odradek.ui.text.Said;
import io.odradek.ui.text.Text;
import java.util.List;

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
                .column("", "acts", this::acts);
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

    /** What comes from the command line is nobody's to change here. */
    private Component acts(ClusterRow row) {
        Div acts = new Div();
        acts.addClassName("broker-actions");
        if (row.own() && may("cluster.edit", row.id())) {
            acts.add(edit(row));
        }
        if (row.own() && may("cluster.remove", row.id())) {
            acts.add(remove(row));
        }
        return acts;
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

    private void add() {
        var who = actor();
        new ClusterDialog(Text.of("clusters.add"), Text.of("clusters.add"), ClusterForm.EMPTY,
                new FormDialog.Asking<>(
                        typed -> console().attached().planAdd(typed.id(), typed.attachment().bootstrapServers(),
                                typed.attachment().client()),
                        typed -> console().attached().add(who, typed.id(), typed.attachment().bootstrapServers(),
                                typed.attachment().client()), typed -> done("clusters.added", typed))).open();
    }

    private Component edit(ClusterRow row) {
        Button button = new Button(Icon.EDIT.make(), click -> {
            var who = actor();
            String title = Text.of("clusters.edit", row.id());
            new ClusterDialog(title, Text.of("clusters.keep"),
                    ClusterForm.of(row.id(), console().attached().attachment(who, row.id())),
                    new FormDialog.Asking<>(typed -> console().attached().planEdit(who, row.id(), typed.attachment()),
                            typed -> console().attached().edit(who, row.id(), typed.attachment()),
                            typed -> done("clusters.edited", typed))).open();
        });
        button.addClassName("quiet");
        button.setAriaLabel(Text.of("clusters.edit", row.id()));
        return button;
    }

    private void done(String key, ClusterForm typed) {
        Toast.done(Text.of(key, typed.id()));
        pulse();
    }
}
