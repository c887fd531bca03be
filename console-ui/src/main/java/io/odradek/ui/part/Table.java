package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A plain table of up to some hundred rows; lists that may be longer are grids. */
public final class Table<T> extends Div {
    private final List<Column<T>> columns = new ArrayList<>();
    private final Part head = new Part("thead");
    private final Part body = new Part("tbody");
    private Function<T, String> key = row -> "";

    public Table(String label) {
        addClassName("table-box");
        Part table = new Part("table");
        table.getElement().setAttribute("class", "table").setAttribute("aria-label", label);
        table.add(head, body);
        add(table);
    }

    /** A column of texts. */
    public Table<T> text(String title, Function<T, String> text) {
        return column(title, "", row -> new Span(text.apply(row)));
    }

    /** A column of figures, set to the right. */
    public Table<T> figure(String title, Function<T, String> text) {
        return column(title, "num", row -> new Span(text.apply(row)));
    }

    /** A column of anything; {@code css} such as "num", "minor" (left out where it is narrow) or "grow". */
    public Table<T> column(String title, String css, Function<T, Component> cell) {
        columns.add(new Column<>(css, cell));
        Part th = new Part("th");
        th.getElement().setAttribute("scope", "col").setText(title);
        if (!css.isEmpty()) {
            th.getElement().setAttribute("class", css);
        }
        head.add(th);
        return this;
    }

    /** Marks each row with {@code data-key}. */
    public Table<T> key(Function<T, String> of) {
        key = of;
        return this;
    }

    public void rows(List<T> rows) {
        body.removeAll();
        for (T row : rows) {
            Part tr = new Part("tr");
            tr.getElement().setAttribute("data-key", key.apply(row));
            for (Column<T> column : columns) {
                Part td = new Part("td");
                if (!column.css().isEmpty()) {
                    td.getElement().setAttribute("class", column.css());
                }
                td.add(column.cell().apply(row));
                tr.add(td);
            }
            body.add(tr);
        }
    }

    private record Column<T>(String css, Function<T, Component> cell) {
    }

    /** An element of the table. */
    @Tag("td")
    private static final class Part extends HtmlContainer {
        Part(String tag) {
            super(tag);
        }
    }
}
