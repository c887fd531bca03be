package io.odradek.ui.group;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Need;
import io.odradek.console.group.GroupRow;
import io.odradek.console.problem.Sentence;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Fields;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Site;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;

/** The groups of a cluster. */
@Route(value = "c/:cluster/groups", layout = Frame.class)
public final class GroupsView extends Page {
    private final TextField search = Fields.search(Text.of("groups.search"), this::typed);
    private final Span count = new Span();
    private final Div above = new Div();
    private final Div body = new Div();
    private Heading heading;
    private GroupGrid grid;
    private GroupsLogic state;

    public GroupsView(Site site) {
        super(site);
        addClassName("page-full");
        count.addClassName("count");
        body.addClassName("fill");
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.groups"));
        state = GroupsLogic.parse(inputs.queries());
        if (heading == null) {
            heading = new Heading(Text.of("nav.groups"));
            Div bar = new Div(search, count);
            bar.addClassName("toolbar");
            grid = new GroupGrid(cluster(), this::fetch, (sort, down) -> go(state.withSort(sort, down).query()));
            add(heading, above, bar, body);
        }
        search.setValue(state.text());
        grid.order(state);
        pulse();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        grid.narrow(Client.narrow());
        event.getUI().getPage().addBrowserWindowResizeListener(size -> grid.narrow(Client.narrow(size.getWidth())));
    }

    private List<GroupRow> fetch(int offset, int limit) {
        return list(offset, limit).items();
    }

    private io.odradek.console.snapshot.Page<GroupRow> list(int offset, int limit) {
        return console().groups().list(cluster(), state.window(offset, limit)
                .seenBy(actor().sees(cluster(), Need.Kind.GROUP)));
    }

    private void typed(String text) {
        state = state.withText(text);
        amend(state.query());
        pulse();
    }

    @Override
    protected void pulse() {
        // One row is enough to learn how many there are.
        var page = list(0, 1);
        heading.taken(page.takenMs());
        count.setText(Text.count("groups.count", page.total()));
        above.removeAll();
        Sentence trouble = console().groups().trouble(cluster());
        if (page.takenMs() == 0) {
            body.removeAll();
            boolean asked = !trouble.isEmpty();
            body.add(asked ? Notice.unreachable(trouble) : Notice.unknown(console().snapshots().of(cluster()),
                    Text.of("nav.groups")));
            return;
        }
        if (!trouble.isEmpty()) {
            above.add(Notice.partial(trouble).slim());
        }
        if (page.total() == 0) {
            body.removeAll();
            body.add(state.text().isEmpty() ? Notice.empty(Text.of("groups.none"), Text.of("groups.none.hint"))
                    : Notice.empty(Text.of("groups.nomatch", state.text()), Text.of("groups.nomatch.hint")));
            return;
        }
        grid.total(page.total());
        if (grid.getParent().isEmpty()) {
            body.removeAll();
            body.add(grid);
        }
    }
}
