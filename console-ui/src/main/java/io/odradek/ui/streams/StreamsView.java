package io.odradek.ui.streams;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Need;
import io.odradek.console.problem.Problem;
import io.odradek.console.streams.StreamsRow;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;

/** The Streams applications of a cluster. */
@Route(value = "c/:cluster/streams", layout = Frame.class)
public final class StreamsView extends Page {
    private final Div body = new Div();
    private final Work work = new Work(body);
    private Heading heading;
    private List<StreamsRow> shown;

    public StreamsView(Site site) {
        super(site);
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.streams"));
        removeAll();
        body.removeAll();
        shown = null;
        Button paste = new Button(Text.of("topology.paste"), click -> paste());
        paste.setId("paste");
        heading = new Heading(Text.of("nav.streams")).act(Permit.only(paste, may("streams.paste", null)));
        body.add(Notice.loading(Text.of("nav.streams")));
        add(heading, body);
        pulse();
    }

    @Override
    protected void pulse() {
        if (!work.busy()) {
            work.start(() -> console().streams().list(cluster()).stream()
                    .filter(row -> actor().sees(cluster(), Need.Kind.GROUP).test(row.id())).toList(),
                    this::show, this::failed);
        }
    }

    private void failed(Problem problem) {
        shown = null;
        body.removeAll();
        body.add(Notice.problem(problem, this::pulse));
    }

    private void show(List<StreamsRow> rows) {
        heading.taken(System.currentTimeMillis());
        if (rows.equals(shown)) {
            return;
        }
        shown = rows;
        body.removeAll();
        if (rows.isEmpty()) {
            body.add(Notice.empty(Text.of("streams.none"), Text.of("streams.none.hint")));
            return;
        }
        Table<StreamsRow> table = new Table<StreamsRow>(Text.of("nav.streams")).key(StreamsRow::id)
                .column(Text.of("streams.app"), "grow", row -> {
                    Anchor link = new Anchor(Address.streams(cluster(), row.id()), row.id());
                    link.addClassName("row-link");
                    return link;
                })
                .text(Text.of("groups.type"), StreamsRow::type)
                .column(Text.of("groups.state"), "", row -> new Pill(row.state(), StreamsLogic.stateTone(row.state())))
                .figure(Text.of("streams.internal"), row -> Counts.text(row.internal()));
        table.rows(rows);
        body.add(table);
    }

    private void paste() {
        new PasteDialog("", (app, text) -> console().streams().paste(actor(), cluster(), app, text),
                app -> getUI().ifPresent(ui -> ui.navigate(Address.streams(cluster(), app)))).open();
    }
}
