package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.kafka.BatchFacts;
import io.odradek.console.record.Attempt;
import io.odradek.console.record.RecordView;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Work;
import io.odradek.ui.record.MessagesLogic.Place;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One record, whole, beside the list. */
final class RecordPanel extends Aside {
    private final Div body = new Div();
    private final Work work = new Work(this);
    private final H2 title = new H2();
    private final transient Acts acts;
    private Optional<Place> shown = Optional.empty();

    /** What a person may do with a record that is open. */
    interface Acts {
        void close();

        /** Shows every version of its key. */
        void history(RecordView record);

        /** Keeps it to compare others with; of the one that is kept, no longer. */
        void compare(Place place);

        /** Opens the dialog to produce it once more, edited. */
        void resend(RecordView record);

        /** What each decoder makes of its key or value. */
        List<Attempt> attempts(boolean key, byte[] bytes);
    }

    RecordPanel(Acts acts) {
        this.acts = acts;
        addClassName("record-panel");
        getElement().setAttribute("aria-label", Text.of("record.title"));
        Button shut = new Button(Icon.CLOSE.make(), click -> acts.close());
        shut.addClassName("quiet");
        shut.setAriaLabel(Text.of("close"));
        // Dialogs above hear the key as well, which close themselves by it.
        shut.addClickShortcut(com.vaadin.flow.component.Key.ESCAPE).allowEventPropagation().allowBrowserDefault();
        Div bar = new Div(title, shut);
        bar.addClassName("record-bar");
        body.addClassName("record-body");
        add(bar, body);
        setVisible(false);
    }

    void show(Optional<Place> place, Function<Place, RecordView> fetch) {
        setVisible(place.isPresent());
        if (place.equals(shown) && body.getComponentCount() > 0) {
            return;
        }
        shown = place;
        work.cancel();
        body.removeAll();
        place.ifPresent(where -> {
            title.setText(Text.of("record.place", where.partition(), where.offset()));
            body.add(Notice.loading(title.getText()));
            work.start(() -> fetch.apply(where), this::show, problem -> {
                body.removeAll();
                body.add(Notice.problem(problem, null));
            });
        });
    }

    private void show(RecordView record) {
        body.removeAll();
        body.add(buttons(record), facts(record), new PayloadPanel(Text.of("messages.value"), record.value()),
                new PayloadPanel(Text.of("messages.key"), record.key()), headers(record));
        if (!record.value().absent()) {
            body.add(decoders(false, record.value().bytes()));
        }
        if (!record.key().absent()) {
            body.add(decoders(true, record.key().bytes()));
        }
    }

    private Div buttons(RecordView record) {
        Button history = new Button(Text.of("record.history"), click -> acts.history(record));
        history.setId("record-history");
        history.setEnabled(!record.key().absent());
        Button compare = new Button(Text.of("record.compare"),
                click -> acts.compare(new Place(record.partition(), record.offset())));
        compare.setId("record-compare");
        Button resend = new Button(Text.of("record.resend"), click -> acts.resend(record));
        resend.setId("record-resend");
        Div row = new Div(history, compare, resend);
        row.addClassName("record-acts");
        return row;
    }

    /** What each decoder makes of the key or the value; asked for when it is opened. */
    private Details decoders(boolean key, byte[] bytes) {
        Div tried = new Div();
        String title = Text.of(key ? "record.decoders.key" : "record.decoders");
        Details details = new Details(title, tried);
        details.setId(key ? "record-key-decoders" : "record-decoders");
        details.addOpenedChangeListener(event -> {
            if (!event.isOpened() || tried.getComponentCount() > 0) {
                return;
            }
            Table<Attempt> table = new Table<Attempt>(title).key(Attempt::decoder)
                    .column(Text.of("record.decoder"), "mono", attempt -> new Span(attempt.decoder()))
                    .column(Text.of("record.decoded"), "mono grow", attempt -> new Span(attempt.text() != null
                            ? attempt.text() : Text.of("record.refused", attempt.why())));
            table.rows(acts.attempts(key, bytes));
            tried.add(table);
        });
        return details;
    }

    private static DescriptionList facts(RecordView record) {
        DescriptionList list = new DescriptionList();
        list.addClassName("facts");
        fact(list, "messages.time", Times.full(record.timestampMs(), Client.zone()));
        fact(list, "record.timestamptype", record.timestampType());
        fact(list, "record.keysize", Bytes.text(record.key().size()));
        fact(list, "record.valuesize", Bytes.text(record.value().size()));
        if (record.leaderEpoch() >= 0) {
            fact(list, "record.epoch", String.valueOf(record.leaderEpoch()));
        }
        if (record.batch() != null) {
            batch(list, record.batch());
        }
        return list;
    }

    private static void batch(DescriptionList list, BatchFacts batch) {
        fact(list, "record.batch", Text.of(batch.records() == 1 ? "record.batch.one" : "record.batch.text",
                batch.firstOffset(), batch.lastOffset(),
                batch.records(), Bytes.text(batch.bytes())));
        fact(list, "record.compression", batch.compression());
        if (batch.producerId() >= 0) {
            fact(list, "record.producer", Text.of("record.producer.text", batch.producerId(), batch.producerEpoch(),
                    batch.sequence()));
        }
        fact(list, "record.transaction", Text.of("record.transaction." + batch.transaction()));
    }

    private static void fact(DescriptionList list, String label, String value) {
        list.add(new DescriptionList.Term(Text.of(label)), new DescriptionList.Description(value));
    }

    private static Div headers(RecordView record) {
        Div section = new Div();
        section.addClassName("payload");
        Span label = new Span(Text.of("record.headers", record.headers().size()));
        label.addClassName("payload-label");
        section.add(label);
        if (!record.headers().isEmpty()) {
            Table<RecordView.Header> table = new Table<RecordView.Header>(Text.of("record.headers", record.headers()
                    .size()))
                    .column(Text.of("record.header"), "mono", h -> new Span(h.name()))
                    .column(Text.of("messages.value"), "mono grow",
                    h -> new Span(h.value().absent() ? "null" : h.value().text()));
            table.rows(record.headers());
            section.add(table);
        }
        return section;
    }
}
