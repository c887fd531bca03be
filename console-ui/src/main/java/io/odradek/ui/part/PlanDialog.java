package io.odradek.ui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.console.change.Plan;
import io.odradek.console.problem.Problem;
import io.odradek.ui.text.Text;
import java.util.concurrent.Callable;

/**
 * Asks the cluster what a change would do, shows it, has destructive ones confirmed by typing the name, and does it.
 */
public final class PlanDialog extends Dialog {
    private final Div body = new Div();
    private final Button act;
    private final Work work;
    private final Callable<Plan> plan;
    private final Runnable change;
    private final Runnable done;

    /**
     * @param verb   on the button, such as "Delete"
     * @param plan   asked off the page's thread
     * @param change done off the page's thread
     * @param done   run on the page's thread afterwards
     */
    public PlanDialog(String title, String verb, Callable<Plan> plan, Runnable change, Runnable done) {
        this.plan = plan;
        this.change = change;
        this.done = done;
        setHeaderTitle(title);
        addClassName("plan-dialog");
        body.addClassName("dialog-body");
        add(body);
        work = new Work(body);
        act = new Button(verb, click -> act());
        act.addClassName("dialog-act");
        getFooter().add(new Button(Text.of("cancel"), click -> close()), act);
        body.addAttachListener(event -> ask());
    }

    private void ask() {
        act.setEnabled(false);
        body.removeAll();
        body.add(Notice.loading(getHeaderTitle()));
        work.start(plan, this::show, this::refuse);
    }

    private void show(Plan known) {
        body.removeAll();
        body.add(new PlanPanel(known));
        boolean destroys = !known.confirm().isEmpty();
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        act.setEnabled(known.possible() && !destroys);
        if (destroys) {
            act.addThemeVariants(ButtonVariant.LUMO_ERROR);
            if (known.possible()) {
                body.add(confirm(known.confirm()));
            }
        }
    }

    private Div confirm(String name) {
        TextField field = new TextField();
        field.addClassName("confirm-field");
        field.setWidthFull();
        field.setAriaLabel(Text.of("plan.type", name));
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.addValueChangeListener(event -> act.setEnabled(event.getValue().equals(name)));
        field.focus();
        Div box = new Div(new Paragraph(Text.of("plan.type", name)), field);
        box.addClassName("confirm");
        return box;
    }

    private void act() {
        act.setEnabled(false);
        work.start(() -> {
            change.run();
            return true;
        }, ok -> {
            close();
            done.run();
        }, this::refuse);
    }

    private void refuse(Problem problem) {
        body.removeAll();
        body.add(Notice.problem(problem, this::ask));
    }
}
