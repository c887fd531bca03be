package io.odradek.ui.part;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/** Fields that are made alike on every page. */
public final class Fields {
    /** Long enough to type on, short enough to feel at once. */
    private static final int TYPING_MS = 200;

    private Fields() {
    }

    /** The page's search, which the key / goes to; the listener hears of what was typed after a short rest. */
    public static TextField search(String placeholder, Consumer<String> typed) {
        TextField field = new TextField();
        field.addClassName("search");
        field.setPlaceholder(placeholder);
        field.setAriaLabel(placeholder);
        field.setClearButtonVisible(true);
        field.setPrefixComponent(Icon.SEARCH.make());
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_MS);
        field.getElement().setAttribute("data-search", true);
        field.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                typed.accept(event.getValue().strip());
            }
        });
        return field;
    }
}
