package io.odradek.ui.topic;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Need;
import io.odradek.console.problem.Sentence;
import io.odradek.console.topic.TopicRow;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Fields;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Toast;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Set;

/** The topics of a cluster. */
@Route(value = "c/:cluster/topics", layout = Frame.class)
public final class TopicsView extends Page {
    private final TextField search = Fields.search(Text.of("topics.search"), this::typed);
    private final Checkbox internal = new Checkbox(Text.of("topics.internal"));
    private final Span count = new Span();
    private final Div above = new Div();
    private final Div body = new Div();
    private Heading heading;
    private TopicGrid grid;
    private BulkBar bulk;
    private TopicsLogic state;
    private int total;

    public TopicsView(Site site) {
        super(site);
        addClassName("page-full");
        count.addClassName("count");
        body.addClassName("fill");
        internal.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go(state.withInternal(event.getValue()).query());
            }
        });
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.topics"));
        state = TopicsLogic.parse(inputs.queries());
        if (heading == null) {
            build();
        }
        search.setValue(state.text());
        internal.setValue(state.internal());
        grid.order(state);
        show();
    }

    private void build() {
        Button create = new Button(Text.of("topics.create"), Icon.PLUS.make(), click -> create());
        create.setId("create-topic");
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Permit.only(create, may("topic.create", null));
        heading = new Heading(Text.of("nav.topics")).act(create);
        Div bar = new Div(search, internal, count);
        bar.addClassName("toolbar");
        grid = new TopicGrid(cluster(), this::fetch, (sort, down) -> go(state.withSort(sort, down).query()),
                this::delete);
        bulk = new BulkBar(console().topics(), actor(), cluster(), () -> {
            grid.chooseNone();
            show();
        });
        grid.onChosen(bulk::chosen);
        grid.readers(name -> console().groups().readers(cluster(), name).stream()
                .filter(reader -> actor().sees(cluster(), Need.Kind.GROUP).test(reader.group())).toList());
        grid.deletable(name -> may("topic.delete", name), may("topic.delete", null) || may("topic.configure", null));
        add(heading, above, bar, bulk, body);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        grid.narrow(Client.narrow());
        event.getUI().getPage().addBrowserWindowResizeListener(size -> grid.narrow(Client.narrow(size.getWidth())));
    }

    private List<TopicRow> fetch(int offset, int limit) {
        return list(offset, limit).items();
    }

    private io.odradek.console.snapshot.Page<TopicRow> list(int offset, int limit) {
        return console().topics().list(cluster(), state.window(offset, limit)
                .seenBy(actor().sees(cluster(), Need.Kind.TOPIC)));
    }

    private void typed(String text) {
        state = state.withText(text);
        amend(state.query());
        show();
    }

    private void show() {
        // One row is enough to learn how many there are.
        var page = list(0, 1);
        total = page.total();
        heading.taken(page.takenMs());
        count.setText(Text.count("topics.count", total));
        above.removeAll();
        body.removeAll();
        Sentence trouble = console().snapshots().of(cluster()).trouble();
        if (page.takenMs() == 0) {
            body.add(Notice.unknown(console().snapshots().of(cluster()), Text.of("nav.topics")));
            return;
        }
        if (!trouble.isEmpty()) {
            above.add(Notice.partial(trouble).slim());
        }
        if (total == 0) {
            body.add(state.text().isEmpty() ? Notice.empty(Text.of("topics.none"), Text.of("topics.none.hint"))
                    : Notice.empty(Text.of("topics.nomatch", state.text()), Text.of("topics.nomatch.hint")));
        } else {
            grid.total(total);
            body.add(grid);
        }
    }

    @Override
    protected void pulse() {
        boolean shown = grid.getParent().isPresent();
        var page = list(0, 1);
        if (shown && page.total() > 0 && console().snapshots().of(cluster()).trouble().isEmpty()
                && above.getComponentCount() == 0) {
            total = page.total();
            heading.taken(page.takenMs());
            count.setText(Text.count("topics.count", total));
            grid.total(total);
        } else {
            show();
        }
    }

    private void create() {
        new CreateDialog(topic -> console().topics().planCreate(cluster(), topic),
                topic -> console().topics().create(actor(), cluster(), topic), name -> {
                    Toast.done(Text.of("topics.created", name));
                    getUI().ifPresent(ui -> ui.navigate(Address.topic(cluster(), name)));
                }).open();
    }

    private void delete(TopicRow row) {
        Set<String> one = Set.of(row.name());
        new PlanDialog(Text.of("topics.delete", row.name()), Text.of("topics.delete.verb"),
                () -> console().topics().planDelete(cluster(), one), () -> console().topics()
                        .delete(actor(), cluster(), one), () -> {
                    Toast.done(Text.of("topics.deleted", row.name()));
                    show();
                }).open();
    }
}
