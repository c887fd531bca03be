package io.odradek.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.odradek.ui.text.Text;

/** Light, dark, or as the system says; kept by the browser. */
@Tag("theme-button")
@JsModule("context://js/theme-button.js")
final class ThemeButton extends Component {
    ThemeButton() {
        getElement().setAttribute("label", Text.of("theme.label"));
        for (String choice : new String[] {"system", "light", "dark"}) {
            getElement().setAttribute(choice, Text.of("theme." + choice));
        }
    }
}
