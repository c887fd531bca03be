package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.decoder.Choice;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Attempt;
import io.odradek.console.record.TopicDecoders;
import io.odradek.console.record.Trial;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Chooses what a topic's keys and values are decoded by; tries it on the newest records before it is kept. */
final class DecodersDialog extends Dialog {
    private final DecoderField key;
    private final DecoderField value;
    private final Div verdict = new Div();
    private final Work work = new Work(verdict);
    private final Button keep = new Button(Text.of("decoders.keep"));
    private final transient TopicDecoders before;
    private final transient Function<TopicDecoders, Trial> trial;

    /**
     * Opens with what is kept now.
     *
     * @param names of all decoders
     * @param trial what those chosen make of the newest records; asked off the page's thread
     * @param kept  keeps them; null where this person may not, and then they can only be tried
     * @param done  run on the page's thread afterwards
     */
    DecodersDialog(TopicDecoders before, List<String> names, Function<TopicDecoders, Trial> trial,
            Consumer<TopicDecoders> kept, Runnable done) {
        this.before = before;
        this.trial = trial;
        setHeaderTitle(Text.of("decoders.title", before.topic()));
        addClassName("plan-dialog");
        key = new DecoderField("key", names, before.key(), this::judge);
        value = new DecoderField("value", names, before.value(), this::judge);
        verdict.addClassName("verdict-box");
        verdict.getElement().setAttribute("role", "status");
        Div body = new Div(key, value, verdict);
        body.addClassName("dialog-body");
        add(body);
        keep.setId("decoders-keep");
        keep.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        keep.setVisible(kept != null);
        keep.addClickListener(click -> {
            keep.setEnabled(false);
            TopicDecoders chosen = chosen();
            work.start(() -> {
                kept.accept(chosen);
                return chosen;
            }, same -> {
                close();
                done.run();
            }, this::refuse);
        });
        getFooter().add(new Button(Text.of("cancel"), click -> close()), keep);
        verdict.addAttachListener(event -> judge());
    }

    private TopicDecoders chosen() {
        return new TopicDecoders(before.cluster(), before.topic(), key.choice(), value.choice());
    }

    private void judge() {
        keep.setEnabled(false);
        TopicDecoders chosen = chosen();
        if (incomplete(chosen.key()) || incomplete(chosen.value())) {
            work.cancel();
            verdict.removeAll();
            verdict.add(Notice.empty(Text.of("decoders.schema.wanted"), "").slim());
            return;
        }
        work.start(() -> trial.apply(chosen), this::show, this::refuse);
    }

    private static boolean incomplete(Choice choice) {
        return Choice.needsSchema(choice.decoder()) && choice.schema().isBlank();
    }

    private void show(Trial tried) {
        keep.setEnabled(true);
        verdict.removeAll();
        if (chosen().key().automatic() && chosen().value().automatic()) {
            verdict.add(Notice.empty(Text.of("decoders.automatic.hint"), "").slim());
            return;
        }
        if (tried.records().isEmpty()) {
            verdict.add(Notice.empty(Text.of("decoders.norecords"), "").slim());
            return;
        }
        Table<Trial.Tried> table = new Table<Trial.Tried>(Text.of("decoders.tried"))
                .column(Text.of("messages.offset"), "mono", each -> new Span(each.partition() + ":" + each.offset()));
        if (!chosen().key().automatic()) {
            table.column(Text.of("messages.key"), "mono grow", each -> said(each.key()));
        }
        if (!chosen().value().automatic()) {
            table.column(Text.of("messages.value"), "mono grow", each -> said(each.value()));
        }
        table.rows(tried.records());
        table.setId("decoders-tried");
        verdict.add(table);
    }

    private static Span said(Attempt attempt) {
        if (attempt == null) {
            return new Span("null");
        }
        Span said = new Span(attempt.text() != null ? attempt.text() : Text.of("record.refused", attempt.why()));
        said.addClassName(attempt.text() != null ? "is-plain" : "is-bad");
        return said;
    }

    private void refuse(Problem problem) {
        verdict.removeAll();
        verdict.add(Notice.problem(problem, null).slim());
    }
}
