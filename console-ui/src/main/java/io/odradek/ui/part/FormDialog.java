package io.odradek.ui.part;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.console.change.Plan;
import io.odradek.console.problem.Problem;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A change that takes something typed or chosen; its plan is shown while one does, and what destroys is confirmed by
 * typing.
 */
public abstract class FormDialog<T> extends Dialog {
    private final Div fields = new Div();
    private final Div verdict = new Div();
    private final TextField confirm = new TextField();
    private final Work work = new Work(verdict);
    private final Button act;
    private final transient Asking<T> asking;
    private String wanted = "";

    /**
     * What is asked.
     *
     * @param plan   asked off the page's thread
     * @param change done off the page's thread
     * @param done   run on the page's thread afterwards
     */
    public record Asking<T>(Function<T, Plan> plan, Consumer<T> change, Consumer<T> done) {
    }

    protected FormDialog(String title, String verb, Asking<T> asking) {
        this.asking = asking;
        setHeaderTitle(title);
        addClassName("plan-dialog");
        act = new Button(verb, click -> act());
        act.setId("form-act");
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        fields.addClassName("dialog-fields");
        verdict.addClassName("verdict-box");
        verdict.getElement().setAttribute("role", "status");
        confirm.addClassName("confirm-field");
        confirm.setWidthFull();
        confirm.setVisible(false);
        confirm.setValueChangeMode(ValueChangeMode.EAGER);
        confirm.addValueChangeListener(event -> act.setEnabled(event.getValue().equals(wanted)));
        Div body = new Div(fields, verdict, confirm);
        body.addClassName("dialog-body");
        add(body);
        getFooter().add(new Button(Text.of("cancel"), click -> close()), act);
        verdict.addAttachListener(event -> judge());
    }

    /** As it stands in the fields. */
    protected abstract T typed();

    /** What is wrong before anybody needs to be asked. */
    protected abstract Optional<Phrase> mistake(T typed);

    /** Below those that are there; the plan is asked for anew when it changes. */
    protected final <V, F extends AbstractField<?, V> & HasSize> void field(F field, V value) {
        field.setWidthFull();
        field.setValue(value);
        field.addValueChangeListener(event -> judge());
        fields.add((Component) field);
    }

    private void judge() {
        act.setEnabled(false);
        confirm.setVisible(false);
        confirm.clear();
        verdict.removeAll();
        T typed = typed();
        Optional<Phrase> mistake = mistake(typed);
        if (mistake.isPresent()) {
            work.cancel();
            verdict.add(new Paragraph(mistake.get().text()));
            return;
        }
        verdict.add(Notice.loading(getHeaderTitle()));
        work.start(() -> asking.plan().apply(typed), this::show, this::refuse);
    }

    private void show(Plan known) {
        verdict.removeAll();
        verdict.add(new PlanPanel(known));
        wanted = known.confirm();
        boolean destroys = !wanted.isEmpty();
        confirm.setVisible(known.possible() && destroys);
        confirm.setLabel(Text.of("plan.type", wanted));
        act.getThemeNames().set(ButtonVariant.LUMO_ERROR.getVariantName(), destroys);
        act.setEnabled(known.possible() && !destroys);
    }

    private void act() {
        act.setEnabled(false);
        T typed = typed();
        work.start(() -> {
            asking.change().accept(typed);
            return typed;
        }, made -> {
            close();
            asking.done().accept(made);
        }, this::refuse);
    }

    private void refuse(Problem problem) {
        verdict.removeAll();
        verdict.add(Notice.problem(problem, null).slim());
    }
}
