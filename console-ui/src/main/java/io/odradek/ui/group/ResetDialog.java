package io.odradek.ui.group;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.console.change.Plan;
import io.odradek.console.group.Reset;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.PlanPanel;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sets a group's offsets; each partition's old and new offset is shown before anything is done. */
final class ResetDialog extends Dialog {
    private final Select<ResetLogic.To> to = new Select<>();
    private final TextField value = new TextField();
    private final Select<String> topic = new Select<>();
    private final TextField partitions = new TextField(Text.of("reset.partitions"));
    private final Div verdict = new Div();
    private final Work work = new Work(verdict);
    private final Button act = new Button(Text.of("reset.verb"), click -> act());
    private final transient Function<Reset, Plan> plan;
    private final transient Consumer<Reset> change;
    private final transient Runnable done;
    private final ZoneId zone;

    ResetDialog(String group, List<String> topics, ZoneId zone, Function<Reset, Plan> plan, Consumer<Reset> change,
            Runnable done) {
        this.plan = plan;
        this.change = change;
        this.done = done;
        this.zone = zone;
        setHeaderTitle(Text.of("reset.title", group));
        addClassName("plan-dialog");
        to.setLabel(Text.of("reset.to"));
        to.setId("reset-to");
        to.setItems(ResetLogic.To.values());
        to.setItemLabelGenerator(one -> Text.of("reset.to." + one));
        to.setValue(ResetLogic.To.EARLIEST);
        to.addValueChangeListener(event -> shape());
        List<String> choices = new ArrayList<>(List.of(""));
        choices.addAll(topics);
        topic.setLabel(Text.of("reset.topic"));
        topic.setItems(choices);
        topic.setItemLabelGenerator(one -> one.isEmpty() ? Text.of("reset.topic.all") : one);
        topic.setValue("");
        topic.addValueChangeListener(event -> judge());
        for (TextField field : List.of(value, partitions)) {
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.addValueChangeListener(event -> judge());
        }
        value.setId("reset-value");
        partitions.setPlaceholder(Text.of("reset.partitions.all"));
        verdict.addClassName("verdict-box");
        Div fields = new Div(to, value, topic, partitions);
        fields.addClassNames("fields", "fields-two");
        Div body = new Div(fields, new Paragraph(Text.of("reset.hint")), verdict);
        body.addClassName("dialog-body");
        add(body);
        act.setId("reset-act");
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(Text.of("cancel"), click -> close()), act);
        verdict.addAttachListener(event -> shape());
    }

    private void shape() {
        value.setVisible(to.getValue().takesValue());
        value.setLabel(Text.of("reset.to." + to.getValue()));
        value.setPlaceholder(to.getValue() == ResetLogic.To.TIME ? Text.of("messages.at.time") : "");
        judge();
    }

    private ResetLogic typed() {
        return new ResetLogic(to.getValue(), value.getValue().strip(), topic.getValue(), partitions.getValue());
    }

    private void judge() {
        act.setEnabled(false);
        verdict.removeAll();
        ResetLogic typed = typed();
        var mistake = typed.mistake(zone);
        if (mistake.isPresent()) {
            work.cancel();
            verdict.add(new Paragraph(mistake.get().text()));
            return;
        }
        verdict.add(Notice.loading(getHeaderTitle()));
        Reset reset = typed.reset(zone);
        work.start(() -> plan.apply(reset), known -> {
            verdict.removeAll();
            verdict.add(new PlanPanel(known));
            act.setEnabled(known.possible());
        }, problem -> {
            verdict.removeAll();
            verdict.add(Notice.problem(problem, this::judge));
        });
    }

    private void act() {
        act.setEnabled(false);
        Reset reset = typed().reset(zone);
        work.start(() -> {
            change.accept(reset);
            return true;
        }, ok -> {
            close();
            done.run();
        }, problem -> {
            verdict.removeAll();
            verdict.add(Notice.problem(problem, this::judge));
        });
    }
}
