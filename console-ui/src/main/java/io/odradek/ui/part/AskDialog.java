package io.odradek.ui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.console.change.Plan;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A change that takes one thing typed; its plan is shown while typing, and what destroys is confirmed by typing. */
public final class AskDialog extends Dialog {
    private final TextField field;
    private final TextField confirm = new TextField();
    private final Div verdict = new Div();
    private final Work work = new Work(verdict);
    private final Button act;
    private final Asking asking;
    private String wanted = "";

    /**
     * What is asked.
     *
     * @param mistake of what was typed, if there is one
     * @param plan    asked off the page's thread
     * @param change  done off the page's thread
     * @param done    run on the page's thread afterwards
     */
    public record Asking(Function<String, Optional<Phrase>> mistake, Function<String, Plan> plan,
            Consumer<String> change, Consumer<String> done) {
    }

    public AskDialog(String title, String verb, String label, String value, Asking asking) {
        this.asking = asking;
        setHeaderTitle(title);
        addClassName("plan-dialog");
        field = new TextField(label);
        field.setId("ask-field");
        field.setWidthFull();
        field.setValue(value);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(event -> judge());
        confirm.addClassName("confirm-field");
        confirm.setWidthFull();
        confirm.setVisible(false);
        confirm.setValueChangeMode(ValueChangeMode.EAGER);
        act = new Button(verb, click -> act());
        confirm.addValueChangeListener(event -> act.setEnabled(event.getValue().equals(wanted)));
        verdict.addClassName("verdict-box");
        Div body = new Div(field, verdict, confirm);
        body.addClassName("dialog-body");
        add(body);
        act.setId("ask-act");
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(Text.of("cancel"), click -> close()), act);
        verdict.addAttachListener(event -> judge());
        field.focus();
    }

    private void judge() {
        act.setEnabled(false);
        confirm.setVisible(false);
        confirm.clear();
        verdict.removeAll();
        String typed = field.getValue().strip();
        Optional<Phrase> mistake = asking.mistake().apply(typed);
        if (mistake.isPresent()) {
            work.cancel();
            verdict.add(new Paragraph(mistake.get().text()));
            return;
        }
        work.start(() -> asking.plan().apply(typed), this::show, this::refuse);
    }

    private void show(Plan known) {
        verdict.removeAll();
        verdict.add(new PlanPanel(known));
        wanted = known.confirm();
        boolean destroys = !wanted.isEmpty();
        confirm.setVisible(known.possible() && destroys);
        confirm.setLabel(Text.of("plan.type", wanted));
        act.setEnabled(known.possible() && !destroys);
    }

    private void act() {
        act.setEnabled(false);
        String typed = field.getValue().strip();
        work.start(() -> {
            asking.change().accept(typed);
            return typed;
        }, made -> {
            close();
            asking.done().accept(made);
        }, this::refuse);
    }

    private void refuse(io.odradek.console.problem.Problem problem) {
        verdict.removeAll();
        verdict.add(Notice.problem(problem, null).slim());
    }
}
