package io.odradek.ui.transaction;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.transaction.HeldPartition;
import io.odradek.console.transaction.TransactionDetail;
import io.odradek.console.transaction.TransactionPicture;
import io.odradek.console.transaction.TransactionRow;
import io.odradek.console.transaction.TransactionTotals;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Durations;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Age;
import io.odradek.ui.part.Facts;
import io.odradek.ui.part.Fields;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Pager;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Transactions of a cluster. */
@Route(value = "c/:cluster/transactions", layout = Frame.class)
public final class TransactionsView extends Page {
    private final Div above = new Div();
    private final Facts facts = new Facts();
    private final TextField search = Fields.search(Text.of("tx.search"), this::typed);
    private final Checkbox all = new Checkbox(Text.of("tx.all"));
    private final Work work = new Work(above);
    private Panel one;
    private Panel list;
    private Panel held;
    private Heading heading;
    private TransactionsLogic state;

    public TransactionsView(Site site) {
        super(site);
    }

    /** What one look brings. */
    private record Looked(TransactionPicture picture, io.odradek.console.snapshot.Page<TransactionRow> page,
            TransactionDetail detail, Problem missing) {
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.transactions"));
        state = TransactionsLogic.parse(inputs.queries());
        if (heading == null) {
            build();
        }
        search.setValue(state.text());
        all.setValue(state.all());
        one.setVisible(false);
        one.show();
        load();
    }

    private void build() {
        heading = new Heading(Text.of("nav.transactions"));
        all.setId("all-ids");
        all.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go(state.withAll(event.getValue()).query());
            }
        });
        one = new Panel("transaction", Text.of("tx.one"), close());
        list = new Panel("transactions", Text.of("tx.list"), search, all);
        held = new Panel("held", Text.of("tx.held"));
        above.add(Notice.loading(Text.of("nav.transactions")));
        list.setVisible(false);
        held.setVisible(false);
        add(heading, above, facts, one, list, held);
    }

    private Button close() {
        Button close = new Button(Icon.CLOSE.make(), click -> go(state.of("").query()));
        close.addClassName("quiet");
        close.setAriaLabel(Text.of("close"));
        return close;
    }

    private void typed(String text) {
        state = state.withText(text);
        amend(state.query());
        load();
    }

    @Override
    protected void pulse() {
        if (!work.busy()) {
            load();
        }
    }

    private void load() {
        TransactionsLogic asked = state;
        String cluster = cluster();
        work.start(() -> {
            TransactionPicture picture = console().transactions().look(cluster);
            var page = console().transactions().list(cluster, asked.text(), !asked.all(), asked.from(),
                    TransactionsLogic.PAGE);
            try {
                return new Looked(picture, page, asked.id().isEmpty() ? null
                        : console().transactions().describe(cluster, asked.id()), null);
            } catch (Problem missing) {
                return new Looked(picture, page, null, missing);
            }
        }, this::show, this::failed);
    }

    private void failed(Problem problem) {
        above.removeAll();
        above.add(Notice.problem(problem, this::load));
    }

    private void show(Looked looked) {
        TransactionTotals totals = looked.picture().totals();
        heading.taken(totals.takenMs());
        above.removeAll();
        if (!totals.trouble().isEmpty()) {
            above.add(Notice.partial(totals.trouble()).slim());
        }
        figures(totals);
        list.setVisible(true);
        held.setVisible(true);
        var page = looked.page();
        list.show(List.of(TransactionsLogic.shape(page.items()), page.total(), state), () -> rows(page));
        held.show(looked.picture().held(), () -> new HeldTable(cluster(), looked.picture().held(),
                may("transaction.abort", null) ? this::abort : null));
        one.setVisible(!state.id().isEmpty());
        if (looked.detail() != null) {
            one.show(new TransactionPanel(looked.detail()));
        } else if (looked.missing() != null) {
            one.show(Notice.problem(looked.missing(), null).slim());
        }
    }

    private void figures(TransactionTotals totals) {
        facts.removeAll();
        facts.tile("tx.open", Counts.text(totals.open()), Text.of("tx.of", Counts.text(totals.ids())), Tone.PLAIN)
                .tile("tx.oldest", totals.oldestMs() < 0 ? Figure.UNKNOWN : Durations.text(totals.oldestMs()), "",
                        Tone.PLAIN)
                .tile("tx.held", Counts.text(totals.held()), Text.of("tx.held.records",
                        Counts.text(totals.heldRecords())), TransactionsLogic.heldTone(totals))
                .tile("tx.hanging.tile", Counts.text(totals.hanging()), Text.of("tx.hanging.note"),
                        totals.hanging() > 0 ? Tone.BAD : Tone.GOOD);
    }

    private Component rows(io.odradek.console.snapshot.Page<TransactionRow> page) {
        if (page.total() == 0) {
            return !state.text().isEmpty() ? Notice.empty(Text.of("tx.nomatch", state.text()), "")
                    : Notice.empty(Text.of(state.all() ? "tx.none" : "tx.none.open"), Text.of("tx.none.hint"));
        }
        Table<TransactionRow> table = new Table<TransactionRow>(Text.of("tx.list")).key(TransactionRow::id)
                .column(Text.of("tx.id"), "grow", row -> {
                    Anchor link = new Anchor(Address.transaction(cluster(), row.id()) + (state.all() ? "&all=true"
                            : ""), row.id());
                    link.addClassName("row-link");
                    return link;
                })
                .column(Text.of("groups.state"), "", row -> new Pill(TransactionsLogic.state(row).text(),
                        TransactionsLogic.tone(row)))
                .column(Text.of("tx.since"), "num", row -> row.ageMs() < 0 ? new Span(Figure.UNKNOWN)
                        : Age.plain(row.startedMs()))
                .column(Text.of("tx.limit"), "num minor", row -> new Span(row.timeoutMs() < 0 ? Figure.UNKNOWN
                        : Durations.text(row.timeoutMs())))
                .figure(Text.of("tx.coordinator"), row -> String.valueOf(row.coordinator()))
                .column(Text.of("producer.id"), "num minor", row -> new Span(String.valueOf(row.producerId())))
                .column(Text.of("groups.topics"), "minor", row -> new Span(String.join(", ", row.topics())))
                .column("", "acts", row -> row.open() && may("transaction.fence", null) ? fencing(row) : new Span());
        table.rows(page.items());
        List<Component> parts = new ArrayList<>(List.of(table, new Pager(state.from(), page.items().size(),
                page.total(), TransactionsLogic.PAGE, next -> go(state.at(next).query()))));
        Div both = new Div(parts.toArray(Component[]::new));
        both.addClassName("stack");
        return both;
    }

    private Button fencing(TransactionRow row) {
        Button button = new Button(Text.of("tx.abort"), click -> fence(row.id()));
        button.addClassNames("quiet", "danger", "abort");
        button.setAriaLabel(Text.of("tx.abort.of", row.id()));
        return button;
    }

    private void fence(String id) {
        var who = actor();
        new PlanDialog(Text.of("tx.abort.of", id), Text.of("tx.abort"),
                () -> console().transactions().planFence(cluster(), id),
                () -> console().transactions().fence(who, cluster(), id), () -> {
                    Toast.done(Text.of("tx.aborted", id));
                    load();
                }).open();
    }

    private void abort(HeldPartition partition, HeldPartition.Holder holder) {
        var who = actor();
        Place place = new Place(partition.topic(), partition.partition());
        new PlanDialog(Text.of("tx.abort.in", place), Text.of("tx.abort"),
                () -> console().transactions().planAbort(cluster(), place, holder.producerId()),
                () -> console().transactions().abort(who, cluster(), place, holder.producerId()), () -> {
                    Toast.done(Text.of("tx.aborted", place));
                    load();
                }).open();
    }
}
