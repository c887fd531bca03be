package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.odradek.console.record.NewRecord;
import io.odradek.console.record.Produced;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.function.Consumer;
import java.util.function.Function;

/** Produces a record; stays open for the next. */
final class ProduceDialog extends Dialog {
    private final String topic;
    private final TextField partition = new TextField(Text.of("messages.partition"));
    private final Checkbox keyed = new Checkbox(Text.of("produce.keyed"), true);
    private final TextField key = new TextField(Text.of("messages.key"));
    private final Checkbox tombstone = new Checkbox(Text.of("produce.tombstone"));
    private final TextArea value = new TextArea(Text.of("messages.value"));
    private final TextArea headers = new TextArea(Text.of("produce.headers"));
    private final Div outcome = new Div();
    private final Work work = new Work(outcome);
    private final Button send = new Button(Text.of("produce.send"), click -> send());
    private final transient Function<NewRecord, Produced> produce;
    private final transient Consumer<Produced> done;

    ProduceDialog(String topic, Function<NewRecord, Produced> produce, Consumer<Produced> done) {
        this.topic = topic;
        this.produce = produce;
        this.done = done;
        setHeaderTitle(Text.of("produce.title", topic));
        addClassName("plan-dialog");
        partition.setPlaceholder(Text.of("produce.bykey"));
        partition.setWidth("8em");
        key.setId("produce-key");
        value.setId("produce-value");
        value.setWidthFull();
        value.setMinRows(5);
        value.setMaxRows(14);
        headers.setWidthFull();
        headers.setMinRows(2);
        headers.setPlaceholder("trace-id: 4711");
        keyed.addValueChangeListener(event -> key.setEnabled(event.getValue()));
        tombstone.addValueChangeListener(event -> value.setEnabled(!event.getValue()));
        Div first = new Div(key, partition);
        first.addClassNames("fields", "fields-key");
        Div flags = new Div(keyed, tombstone);
        flags.addClassName("flags");
        outcome.addClassName("verdict-box");
        outcome.getElement().setAttribute("role", "status");
        Div body = new Div(first, flags, value, headers, outcome);
        body.addClassName("dialog-body");
        add(body);
        send.setId("produce-send");
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(Text.of("close"), click -> close()), send);
        value.focus();
    }

    private void send() {
        ProduceLogic typed = new ProduceLogic(topic, partition.getValue(), keyed.getValue(), key.getValue(),
                tombstone.getValue(),
                value.getValue(), headers.getValue());
        outcome.removeAll();
        var mistake = typed.mistake();
        if (mistake.isPresent()) {
            outcome.add(Notice.empty(mistake.get().text(), "").slim());
            return;
        }
        send.setEnabled(false);
        work.start(() -> produce.apply(typed.record()), made -> {
            send.setEnabled(true);
            Span said = new Span(Text.of("produce.done", made.partition(), made.offset()));
            said.addClassNames("said", "is-good");
            outcome.removeAll();
            outcome.add(said);
            done.accept(made);
        }, problem -> {
            send.setEnabled(true);
            outcome.removeAll();
            outcome.add(Notice.problem(problem, null).slim());
        });
    }
}
