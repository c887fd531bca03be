package io.odradek.ui.part;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.ui.text.Text;
import java.util.function.Consumer;

/** Asks for a new value of one key. */
final class ConfigDialog extends Dialog {
    ConfigDialog(ConfigRow row, Consumer<String> chosen) {
        setHeaderTitle(row.name());
        TextField value = new TextField(Text.of("config.value"));
        value.setWidthFull();
        value.setValue(row.value() == null ? "" : row.value());
        value.setHelperText(Text.of("config.was", ConfigLogic.source(row).text(), ConfigLogic.value(row)));
        Div body = new Div(value);
        body.addClassName("dialog-body");
        if (!row.documentation().isEmpty()) {
            body.add(new Paragraph(row.documentation().replaceAll("<[^>]*>", "")));
        }
        add(body);
        Runnable go = () -> {
            close();
            chosen.accept(value.getValue().strip());
        };
        value.addKeyPressListener(Key.ENTER, event -> go.run());
        Button next = new Button(Text.of("config.plan"), click -> go.run());
        next.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(Text.of("cancel"), click -> close()), next);
        value.focus();
    }
}
