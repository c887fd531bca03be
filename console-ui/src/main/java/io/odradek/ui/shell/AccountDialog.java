package io.odradek.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Text;
import java.util.List;

/** Who one is here: what one may do, another password, the way out. */
final class AccountDialog extends Dialog {
    private final PasswordField old = new PasswordField(Text.of("account.old"));
    private final PasswordField fresh = new PasswordField(Text.of("account.new"));
    private final Div verdict = new Div();

    AccountDialog(String name, List<String> grants) {
        setHeaderTitle(name);
        addClassName("plan-dialog");
        Div mine = new Div();
        mine.addClassName("chips");
        grants.forEach(grant -> mine.add(new Pill(grant, Tone.PLAIN)));
        old.setWidthFull();
        fresh.setWidthFull();
        old.setId("account-old");
        fresh.setId("account-new");
        Div body = new Div(new Paragraph(Text.of("account.may")), mine, old, fresh, verdict);
        body.addClassName("dialog-body");
        add(body);
        Button change = new Button(Text.of("account.change"), click -> change());
        change.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        change.setId("account-change");
        getFooter().add(new Button(Text.of("close"), click -> close()), change);
    }

    /** The browser asks, since the answer brings it another session. */
    private void change() {
        verdict.removeAll();
        getElement().executeJs("return window.odradekAccount.password($0, $1)", old.getValue(), fresh.getValue())
                .then(String.class, wrong -> {
                    if (wrong.isEmpty()) {
                        close();
                    } else {
                        verdict.add(Notice.problem(Problem.invalid(Sentence.quoted(wrong)), null).slim());
                    }
                });
    }
}
