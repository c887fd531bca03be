package io.odradek.ui.topic;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.console.change.Plan;
import io.odradek.console.topic.NewTopic;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.PlanPanel;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes a topic; what is typed is shown to the broker at once, which says whether it would agree. */
final class CreateDialog extends Dialog {
    private final TextField name = field("create.name", "create-name");
    private final TextField partitions = field("create.partitions", "create-partitions");
    private final TextField replication = field("create.replication", "create-replication");
    private final Select<String> cleanup = new Select<>();
    private final TextArea configs = new TextArea(Text.of("create.configs"));
    private final Div verdict = new Div();
    private final Work work = new Work(verdict);
    private final Button act = new Button(Text.of("topics.create"), click -> create());
    private final transient Function<NewTopic, Plan> plan;
    private final transient Consumer<NewTopic> change;
    private final transient Consumer<String> done;

    CreateDialog(Function<NewTopic, Plan> plan, Consumer<NewTopic> change, Consumer<String> done) {
        this.plan = plan;
        this.change = change;
        this.done = done;
        setHeaderTitle(Text.of("topics.create"));
        addClassName("plan-dialog");
        cleanup.setLabel(Text.of("create.cleanup"));
        cleanup.setItems("", "delete", "compact", "compact,delete");
        cleanup.setItemLabelGenerator(policy -> policy.isEmpty() ? Text.of("create.default") : policy);
        cleanup.setValue("");
        cleanup.addValueChangeListener(event -> judge());
        configs.setPlaceholder("retention.ms=86400000");
        configs.setMinRows(2);
        eager(configs);
        partitions.setPlaceholder(Text.of("create.default"));
        replication.setPlaceholder(Text.of("create.default"));
        Div three = new Div(partitions, replication, cleanup);
        three.addClassName("fields");
        Div body = new Div(name, three, configs, verdict);
        body.addClassName("dialog-body");
        verdict.addClassName("verdict-box");
        add(body);
        act.setId("create-act");
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        act.setEnabled(false);
        getFooter().add(new Button(Text.of("cancel"), click -> close()), act);
        verdict.add(hint(Text.of("create.hint")));
        name.focus();
    }

    private TextField field(String label, String id) {
        TextField field = new TextField(Text.of(label));
        field.setId(id);
        eager(field);
        return field;
    }

    private void eager(TextFieldBase<?, String> field) {
        field.setWidthFull();
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(event -> judge());
    }

    private static Paragraph hint(String text) {
        Paragraph hint = new Paragraph(text);
        hint.addClassName("hint");
        return hint;
    }

    private CreateLogic typed() {
        return new CreateLogic(name.getValue(), partitions.getValue(), replication.getValue(), cleanup.getValue(),
                configs.getValue());
    }

    private void judge() {
        act.setEnabled(false);
        Optional<Phrase> mistake = typed().mistake();
        if (mistake.isPresent()) {
            work.cancel();
            verdict.removeAll();
            verdict.add(hint(mistake.get().text()));
            return;
        }
        NewTopic topic = typed().topic();
        work.start(() -> plan.apply(topic), known -> {
            verdict.removeAll();
            verdict.add(new PlanPanel(known));
            act.setEnabled(known.possible());
        }, problem -> {
            verdict.removeAll();
            verdict.add(Notice.problem(problem, null).slim());
        });
    }

    private void create() {
        act.setEnabled(false);
        NewTopic topic = typed().topic();
        work.start(() -> {
            change.accept(topic);
            return topic.name();
        }, made -> {
            close();
            done.accept(made);
        }, problem -> {
            verdict.removeAll();
            verdict.add(Notice.problem(problem, null).slim());
            act.setEnabled(true);
        });
    }
}
