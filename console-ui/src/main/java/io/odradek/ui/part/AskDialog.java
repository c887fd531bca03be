package io.odradek.ui.part;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.ui.text.Phrase;
import java.util.Optional;
import java.util.function.Function;

/** A change that takes one thing typed. */
public final class AskDialog extends FormDialog<String> {
    private final TextField field;
    private final transient Function<String, Optional<Phrase>> mistake;

    /**
     * @param label   of the field
     * @param value   that stands in it at first
     * @param mistake of what was typed, if there is one
     */
    public AskDialog(String title, String verb, String label, String value, Function<String, Optional<Phrase>> mistake,
            Asking<String> asking) {
        super(title, verb, asking);
        this.mistake = mistake;
        field = new TextField(label);
        field.setId("ask-field");
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field(field, value);
        field.focus();
    }

    @Override
    protected String typed() {
        return field.getValue().strip();
    }

    @Override
    protected Optional<Phrase> mistake(String typed) {
        return mistake.apply(typed);
    }
}
