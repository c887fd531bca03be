package io.odradek.ui.record;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.record.Cell;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.part.CopyButton;
import io.odradek.ui.record.PayloadLogic.Form;
import io.odradek.ui.text.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A key or value, as JSON tree, text or hex. */
final class PayloadPanel extends Div {
    private final transient Cell cell;
    private final Div body = new Div();
    private final Map<Form, NativeButton> buttons = new EnumMap<>(Form.class);

    PayloadPanel(String title, Cell cell) {
        this.cell = cell;
        addClassName("payload");
        Span label = new Span(title);
        label.addClassName("payload-label");
        Div bar = new Div(label);
        bar.addClassName("payload-bar");
        add(bar, body);
        List<Form> forms = PayloadLogic.forms(cell);
        if (forms.isEmpty()) {
            Span none = new Span("null");
            none.addClassNames("cell", "null");
            body.add(none);
            return;
        }
        Span about = new Span(Bytes.text(cell.size()) + (cell.decoder().isEmpty() ? "" : " · " + cell.decoder()));
        about.addClassName("payload-about");
        Div choice = new Div();
        choice.addClassName("segments");
        choice.getElement().setAttribute("role", "group");
        forms.forEach(form -> choice.add(button(form)));
        bar.add(about, choice, new CopyButton(PayloadLogic.text(cell)));
        if (!cell.why().isEmpty()) {
            Span why = new Span(Text.of("decoders.refused", cell.why()));
            why.addClassNames("payload-note", "is-warn");
            add(why);
        }
        show(forms.getFirst());
    }

    private NativeButton button(Form form) {
        NativeButton button = new NativeButton(Text.of("record.form." + form), click -> show(form));
        buttons.put(form, button);
        return button;
    }

    private void show(Form form) {
        buttons.forEach((each, button) -> button.getElement()
                .setAttribute("aria-pressed", String.valueOf(each == form)));
        body.removeAll();
        switch (form) {
            case JSON -> PayloadLogic.tree(cell).ifPresent(root -> body.add(new JsonTree(root)));
            case TEXT -> body.add(pre(PayloadLogic.text(cell), "payload-text"));
            case HEX -> body.add(pre(PayloadLogic.hex(cell), "payload-hex"));
        }
        if (PayloadLogic.cut(cell, form)) {
            Span note = new Span(Text.of("record.cut", Bytes.text(cell.size())));
            note.addClassName("payload-note");
            body.add(note);
        }
    }

    private static Pre pre(String text, String css) {
        Pre pre = new Pre(text);
        pre.addClassName(css);
        pre.getElement().setAttribute("tabindex", "0");
        return pre;
    }
}
