package io.odradek.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import io.odradek.ui.text.Language;
import io.odradek.ui.text.Text;

/** Goes round the languages; the choice is kept by the browser, and the page made anew in it. */
@Tag("language-button")
@JsModule("context://js/language-button.js")
final class LanguageButton extends Component {
    LanguageButton() {
        getElement().setAttribute("label", Text.of("language.label"));
        getElement().setAttribute("chosen", UI.getCurrent().getLocale().getLanguage());
        getElement().setAttribute("languages", String.join(",", Language.named()));
    }
}
