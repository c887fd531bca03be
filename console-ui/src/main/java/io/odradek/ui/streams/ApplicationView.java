package io.odradek.ui.streams;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.streams.StreamsApp;
import io.odradek.ui.format.Counts;
import io.odradek.ui.live.TopologyDrawing;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.CopyButton;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tile;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.Map;

/** One Streams application: its topology with what flows over it, its topics, its tasks and who has them. */
@Route(value = "c/:cluster/streams/:app", layout = Frame.class)
public final class ApplicationView extends Page {
    private final Div facts = new Div();
    private final Div trouble = new Div();
    private final Div body = new Div();
    private final Work work = new Work(body);
    private final Div tables = new Div();
    private Heading heading;
    private TopologyDrawing drawing;
    private String app = "";

    public ApplicationView(Site site) {
        super(site);
        facts.addClassNames("tiles", "tiles-small");
        tables.addClassName("stack");
    }

    @Override
    protected void enter(Inputs inputs) {
        app = inputs.path("app");
        title(app);
        removeAll();
        facts.removeAll();
        tables.removeAll();
        body.removeAll();
        Button paste = new Button(Text.of("topology.paste"), click -> new PasteDialog(app,
                (id, text) -> console().streams().paste(actor(), cluster(), id, text), id -> pulse()).open());
        paste.setId("paste");
        Button forget = new Button(Text.of("topology.forget"), click -> {
            console().streams().forget(actor(), cluster(), app);
            pulse();
        });
        Anchor group = new Anchor(Address.group(cluster(), app), Text.of("streams.group"));
        heading = new Heading(app).under(Text.of("nav.streams"), Address.streams(cluster())).mark(new CopyButton(app))
                .act(group, Permit.only(paste, may("streams.paste", app)),
                        Permit.only(forget, may("streams.forget", app)));
        drawing = new TopologyDrawing(app, labels(), topic -> getUI().ifPresent(ui ->
                ui.navigate(Address.messages(cluster(), topic))));
        body.add(Notice.loading(app));
        add(heading, trouble, facts, body, tables);
        pulse();
    }

    private static Map<String, String> labels() {
        return Map.of("search", Text.of("topology.search"), "fit", Text.of("topology.fit"), "save",
                Text.of("topology.save"), "in", Text.of("topology.in"), "out", Text.of("topology.out"));
    }

    @Override
    protected void pulse() {
        if (!work.busy()) {
            work.start(() -> console().streams().describe(cluster(), app), this::show, this::failed);
        }
    }

    private void failed(Problem problem) {
        facts.removeAll();
        tables.removeAll();
        body.removeAll();
        body.add(Notice.problem(problem, this::pulse));
    }

    private void show(StreamsApp found) {
        heading.taken(found.takenMs());
        trouble.removeAll();
        if (!found.trouble().isEmpty()) {
            trouble.add(Notice.partial(found.trouble()).slim());
        }
        facts.removeAll();
        tile("groups.state", found.row().state(), found.row().type());
        tile("topology.nodes", Counts.text(StreamsLogic.nodes(found.topology())),
                StreamsLogic.origin(found.topology()).text());
        tile("streams.internal", Counts.text(found.row().internal()), "");
        tile("groups.lag", Counts.text(StreamsLogic.lag(found.flows())), "");
        tile("groups.members", Counts.text(found.members().size()), "");
        if (found.topology() == null) {
            body.removeAll();
            body.add(Notice.empty(Text.of("topology.none"), Text.of("topology.none.hint")));
        } else {
            drawing.show(found.svg());
            if (drawing.getParent().isEmpty()) {
                body.removeAll();
                body.add(drawing);
            }
        }
        tables.removeAll();
        if (!found.flows().isEmpty()) {
            tables.add(flows(found));
        }
        if (!found.members().isEmpty()) {
            tables.add(members(found));
        }
    }

    private void tile(String label, String figure, String note) {
        Tile tile = new Tile(Text.of(label), "");
        tile.show(figure, note, Tone.PLAIN);
        facts.add(tile);
    }

    private Component flows(StreamsApp found) {
        Table<StreamsApp.Flow> table = new Table<StreamsApp.Flow>(Text.of("streams.flows"))
                .key(StreamsApp.Flow::topic)
                .column(Text.of("topics.name"), "grow", flow -> {
                    Anchor link = new Anchor(Address.messages(cluster(), flow.topic()), flow.topic());
                    link.addClassName("row-link");
                    return link;
                })
                .column(Text.of("replica.role"), "", flow -> new Pill(Text.of("flow." + flow.role()), Tone.PLAIN))
                .figure(Text.of("topics.rate"), flow -> Counts.rate(flow.recordsPerSecond()))
                .figure(Text.of("groups.lag"), flow -> Counts.text(flow.lag()));
        table.rows(StreamsLogic.inOrder(found.flows()));
        return table;
    }

    private static Component members(StreamsApp found) {
        Table<GroupFacts.Member> table = new Table<GroupFacts.Member>(Text.of("group.members"))
                .key(GroupFacts.Member::id).text(Text.of("member.client"), GroupFacts.Member::clientId)
                .column(Text.of("member.host"), "minor mono", member -> new Span(member.host()))
                .column(Text.of("streams.tasks"), "grow", member -> {
                    Div cell = new Div();
                    cell.addClassName("member-assigned");
                    member.tasks().forEach(task -> cell.add(new Pill(task,
                            task.startsWith("active") ? Tone.ACCENT : Tone.PLAIN)));
                    if (member.tasks().isEmpty()) {
                        cell.add(new Span(String.valueOf(member.assigned())));
                    }
                    return cell;
                });
        table.rows(found.members());
        return table;
    }
}
