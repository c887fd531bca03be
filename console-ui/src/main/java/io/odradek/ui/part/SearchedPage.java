package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.ui.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of the snapshot with one searched list, whose text and window stand in the address. */
public abstract class SearchedPage extends Page {
    private final String name;
    private final Div above = new Div();
    private final TextField search = Fields.search(Text.of("topics.search"), this::typed);
    private List<Component> parts = List.of();
    private Heading heading;
    private String text = "";
    private int from;

    /** {@code name} is the page's title. */
    protected SearchedPage(Site site, String name) {
        super(site);
        this.name = name;
    }

    /** What the page consists of, made once; the field stands at its list. */
    protected abstract List<Component> parts(TextField search);

    /** Shows what is known. */
    protected abstract void show(Snapshot snapshot);

    @Override
    protected final void enter(Inputs inputs) {
        title(name);
        text = inputs.query("q");
        from = inputs.query("from").matches("\\d{1,9}") ? Integer.parseInt(inputs.query("from")) : 0;
        if (heading == null) {
            heading = new Heading(name);
            parts = parts(search);
            add(heading, above);
            add(parts);
        }
        search.setValue(text);
        pulse();
    }

    private void typed(String typed) {
        text = typed;
        from = 0;
        amend(query(0));
        pulse();
    }

    /** What is searched for; empty for all. */
    protected final String text() {
        return text;
    }

    /** The first row shown. */
    protected final int from() {
        return from;
    }

    /** Shows the rows from this one on. */
    protected final void goOn(long next) {
        go(query(next));
    }

    private Map<String, String> query(long next) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", text);
        query.put("from", next == 0 ? "" : String.valueOf(next));
        return query;
    }

    @Override
    protected final void pulse() {
        Snapshot snapshot = console().snapshots().of(cluster());
        heading.taken(snapshot.takenMs());
        above.removeAll();
        if (!snapshot.known()) {
            above.add(Notice.unknown(snapshot, name));
        } else if (!snapshot.trouble().isEmpty()) {
            above.add(Notice.partial(snapshot.trouble()).slim());
        }
        parts.forEach(part -> part.setVisible(snapshot.known()));
        if (snapshot.known()) {
            show(snapshot);
        }
    }
}
