package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Job;
import io.odradek.console.record.ManyRecords;
import io.odradek.console.record.NewRecord;
import io.odradek.console.record.Produced;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.List;

/** Produces a record, once or often, or those of a file; stays open for the next. */
final class ProduceDialog extends Dialog {
    private static final int FILE_BYTES = 20 << 20;

    private final TextField topic = new TextField(Text.of("produce.topic"));
    private final TextField partition = new TextField(Text.of("messages.partition"));
    private final Checkbox keyed = new Checkbox(Text.of("produce.keyed"), true);
    private final TextField key = new TextField(Text.of("messages.key"));
    private final Checkbox tombstone = new Checkbox(Text.of("produce.tombstone"));
    private final Select<ProduceLogic.Form> form = new Select<>();
    private final TextArea value = new TextArea(Text.of("messages.value"));
    private final TextArea headers = new TextArea(Text.of("produce.headers"));
    private final IntegerField times = new IntegerField(Text.of("produce.times"));
    private final IntegerField rate = new IntegerField(Text.of("replay.rate"));
    private final Div outcome = new Div();
    private final Work work = new Work(outcome);
    private final Button send = new Button(Text.of("produce.send"), click -> send());
    private final transient Acts acts;
    private transient List<NewRecord> file = List.of();

    /** What the dialog asks of its page; the first two off the page's thread. */
    interface Acts {
        Produced one(NewRecord record);

        Job many(ManyRecords many);

        void done();
    }

    ProduceDialog(ProduceLogic first, Acts acts) {
        this.acts = acts;
        setHeaderTitle(Text.of("produce.title"));
        addClassName("plan-dialog");
        partition.setPlaceholder(Text.of("produce.bykey"));
        partition.setWidth("8em");
        topic.setId("produce-topic");
        key.setId("produce-key");
        value.setId("produce-value");
        value.setWidthFull();
        value.setMinRows(5);
        value.setMaxRows(14);
        value.setHelperText(Text.of("produce.number"));
        headers.setWidthFull();
        headers.setMinRows(2);
        headers.setPlaceholder("trace-id: 4711");
        form.setItems(ProduceLogic.Form.values());
        form.setItemLabelGenerator(each -> Text.of("produce.form." + each));
        form.setAriaLabel(Text.of("produce.form"));
        times.setId("produce-times");
        times.setValue(1);
        times.setMin(1);
        rate.setId("produce-rate");
        rate.setPlaceholder(Text.of("replay.rate.any"));
        keyed.addValueChangeListener(event -> key.setEnabled(event.getValue()));
        tombstone.addValueChangeListener(event -> value.setEnabled(!event.getValue()));
        fill(first);
        Div where = new Div(topic, partition);
        where.addClassNames("fields", "fields-key");
        Div flags = new Div(keyed, tombstone, form);
        flags.addClassName("flags");
        Div often = new Div(times, rate, upload());
        often.addClassName("fields");
        outcome.addClassName("verdict-box");
        outcome.getElement().setAttribute("role", "status");
        Div body = new Div(where, key, flags, value, headers, often, outcome);
        body.addClassName("dialog-body");
        add(body);
        send.setId("produce-send");
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(Text.of("close"), click -> close()), send);
        value.focus();
    }

    private void fill(ProduceLogic first) {
        topic.setValue(first.topic());
        partition.setValue(first.partition());
        keyed.setValue(first.keyed());
        key.setWidthFull();
        key.setValue(first.key());
        tombstone.setValue(first.tombstone());
        value.setValue(first.value());
        headers.setValue(first.headers());
        form.setValue(first.form());
    }

    private Upload upload() {
        Upload upload = new Upload(UploadHandler.inMemory((about, bytes) -> {
            file = ProduceLogic.lines(topic.getValue().strip(), bytes);
            said(Text.of("produce.file", about.fileName(), file.size()));
        }));
        upload.setId("produce-file");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(FILE_BYTES);
        upload.setAcceptedFileTypes(".jsonl", ".ndjson", ".txt", ".csv", ".json", "text/plain");
        upload.setUploadButton(new Button(Text.of("produce.file.choose")));
        upload.setDropAllowed(false);
        upload.addFileRemovedListener(event -> file = List.of());
        return upload;
    }

    private void send() {
        ProduceLogic typed = new ProduceLogic(topic.getValue(), partition.getValue(), keyed.getValue(), key.getValue(),
                tombstone.getValue(), value.getValue(), headers.getValue(), form.getValue());
        var mistake = typed.mistake();
        if (mistake.isPresent()) {
            outcome.removeAll();
            outcome.add(Notice.empty(mistake.get().text(), "").slim());
            return;
        }
        int often = times.getValue() == null ? 1 : Math.max(1, times.getValue());
        List<NewRecord> all = file.isEmpty() ? List.of(typed.record()) : file;
        send.setEnabled(false);
        if (often == 1 && all.size() == 1) {
            work.start(() -> acts.one(all.getFirst()), made -> sent(Text.of("produce.done", made.partition(),
                    made.offset())), this::failed);
        } else {
            int perSecond = rate.getValue() == null ? 0 : Math.max(0, rate.getValue());
            work.start(() -> acts.many(new ManyRecords(all, often, perSecond)),
                    job -> sent(Text.of("produce.begun", job.total())), this::failed);
        }
    }

    private void sent(String text) {
        said(text);
        send.setEnabled(true);
        acts.done();
    }

    private void said(String text) {
        Span said = new Span(text);
        said.addClassNames("said", "is-good");
        outcome.removeAll();
        outcome.add(said);
    }

    private void failed(Problem problem) {
        send.setEnabled(true);
        outcome.removeAll();
        outcome.add(Notice.problem(problem, null).slim());
    }
}
