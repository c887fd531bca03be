package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.record.RecordView;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Work;
import io.odradek.ui.record.MessagesLogic.Place;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The record that was kept, and how the one that is open differs from it. */
final class ComparePanel extends Div {
    private final Div body = new Div();
    private final Work work = new Work(this);
    private final Span title = new Span();

    ComparePanel(Runnable stop) {
        addClassName("compare");
        setId("compare");
        Button end = new Button(Text.of("compare.end"), click -> stop.run());
        end.setId("compare-end");
        Div bar = new Div(title, end);
        bar.addClassName("compare-bar");
        add(bar, body);
        setVisible(false);
    }

    void show(Optional<Place> kept, Optional<Place> open, Function<Place, RecordView> fetch) {
        setVisible(kept.isPresent());
        work.cancel();
        body.removeAll();
        if (kept.isEmpty()) {
            return;
        }
        title.setText(Text.of("compare.kept", kept.get().partition(), kept.get().offset()));
        if (open.isEmpty() || open.equals(kept)) {
            body.add(new Span(Text.of("compare.choose")));
            return;
        }
        ZoneId zone = Client.zone();
        work.start(() -> CompareLogic.rows(fetch.apply(kept.get()), fetch.apply(open.get()), zone),
                rows -> show(rows, kept.get(), open.get()), problem -> body.add(Notice.problem(problem, null).slim()));
    }

    private void show(List<CompareLogic.Row> rows, Place left, Place right) {
        long different = rows.stream().filter(row -> !row.same()).count();
        body.removeAll();
        body.add(new Span(Text.of(different == 0 ? "compare.same" : "compare.different", different, rows.size())));
        Table<CompareLogic.Row> table = new Table<CompareLogic.Row>(Text.of("record.compare"))
                .key(row -> row.same() ? "same" : "different")
                .column(Text.of("compare.field"), "mono", row -> new Span(row.field()))
                .column(left.print(), "mono grow", row -> cell(row, row.left()))
                .column(right.print(), "mono grow", row -> cell(row, row.right()));
        table.rows(rows.stream().sorted((a, b) -> Boolean.compare(a.same(), b.same())).toList());
        body.add(table);
    }

    private static Span cell(CompareLogic.Row row, String text) {
        Span cell = new Span(text == null ? Text.of("compare.absent") : text);
        cell.setClassName("differs", !row.same());
        cell.setClassName("null", text == null);
        return cell;
    }
}
