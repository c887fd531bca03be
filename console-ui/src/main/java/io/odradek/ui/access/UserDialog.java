package io.odradek.ui.access;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.odradek.ui.part.CopyButton;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.function.Function;

/** Asks for what a change of a user needs, and shows the secret that comes of it where one does. */
final class UserDialog extends Dialog {
    private final TextField name = new TextField(Text.of("users.name"));
    private final PasswordField password = new PasswordField(Text.of("users.password"));
    private final TextArea grants = new TextArea(Text.of("users.grants"));
    private final Div body = new Div();
    private final Div verdict = new Div();
    private final Work work = new Work(verdict);
    private final Button act;
    private final transient Function<Typed, String> change;
    private final transient Runnable done;

    /** What was typed; a grant in each line. */
    record Typed(String name, String password, List<String> grants) {
    }

    /**
     * @param change done off the page's thread; answers a secret to show, or nothing
     * @param done   run on the page's thread afterwards
     */
    UserDialog(String title, String verb, Function<Typed, String> change, Runnable done) {
        this.change = change;
        this.done = done;
        setHeaderTitle(title);
        addClassName("plan-dialog");
        body.addClassName("dialog-body");
        name.setWidthFull();
        name.setId("user-name");
        password.setWidthFull();
        password.setId("user-password");
        grants.setWidthFull();
        grants.setId("user-grants");
        grants.setHelperText(Text.of("users.grants.help"));
        body.add(verdict);
        add(body);
        act = new Button(verb, click -> act());
        act.setId("user-act");
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(Text.of("close"), click -> close()), act);
    }

    UserDialog name() {
        return with(name);
    }

    /** What a token is for, in the place of a name. */
    UserDialog note() {
        name.setLabel(Text.of("users.token.note"));
        return with(name);
    }

    UserDialog password() {
        return with(password);
    }

    UserDialog grants(List<String> known) {
        grants.setValue(String.join("\n", known));
        return with(grants);
    }

    private UserDialog with(com.vaadin.flow.component.Component field) {
        body.addComponentAtIndex(body.getComponentCount() - 1, field);
        return this;
    }

    private void act() {
        act.setEnabled(false);
        verdict.removeAll();
        Typed typed = new Typed(name.getValue().strip(), password.getValue(),
                grants.getValue().lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
        work.start(() -> change.apply(typed), this::show, problem -> {
            act.setEnabled(true);
            verdict.add(Notice.problem(problem, null).slim());
        });
    }

    private void show(String secret) {
        done.run();
        if (secret.isEmpty()) {
            close();
            Toast.done(Text.of("users.done"));
            return;
        }
        act.setVisible(false);
        Span text = new Span(secret);
        text.addClassName("mono");
        text.setId("user-secret");
        Div line = new Div(text, new CopyButton(secret));
        line.addClassName("secret");
        verdict.add(new Paragraph(Text.of("users.token.once")), line);
    }
}
