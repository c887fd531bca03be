package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.odradek.ui.text.Text;

/** Copies a text to the clipboard, without asking the server. */
@Tag("copy-button")
@JsModule("context://js/parts.js")
public final class CopyButton extends Component {
    public CopyButton(String text) {
        getElement().setAttribute("label", Text.of("copy"));
        text(text);
    }

    public void text(String text) {
        getElement().setAttribute("text", text);
    }
}
