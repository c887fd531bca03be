package io.odradek.ui.streams;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Takes what Topology#describe printed. */
final class PasteDialog extends Dialog {
    private final TextField app = new TextField(Text.of("streams.app"));
    private final TextArea text = new TextArea(Text.of("topology.text"));
    private final Div verdict = new Div();
    private final Work work = new Work(verdict);

    PasteDialog(String name, BiConsumer<String, String> paste, Consumer<String> done) {
        setHeaderTitle(Text.of("topology.paste"));
        addClassName("plan-dialog");
        app.setValue(name);
        app.setReadOnly(!name.isEmpty());
        app.setId("paste-app");
        text.setId("paste-text");
        text.setHeight("320px");
        text.setWidthFull();
        Div body = new Div(new Paragraph(Text.of("topology.paste.hint")), app, text, verdict);
        body.addClassName("dialog-body");
        add(body);
        Button act = new Button(Text.of("topology.draw"), click -> {
            verdict.removeAll();
            String id = app.getValue().strip();
            String typed = text.getValue();
            if (id.isEmpty()) {
                verdict.add(new Paragraph(Text.of("streams.app.missing")));
                return;
            }
            work.start(() -> {
                paste.accept(id, typed);
                return id;
            }, pasted -> {
                close();
                done.accept(pasted);
            }, problem -> verdict.add(Notice.problem(problem, null)));
        });
        act.setId("paste-act");
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(Text.of("cancel"), click -> close()), act);
    }
}
