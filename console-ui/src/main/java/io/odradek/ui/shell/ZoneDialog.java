package io.odradek.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.text.Text;
import java.time.ZoneId;

/** The zone that times are shown in; the browser keeps the choice, and the address of every page says it. */
final class ZoneDialog extends Dialog {
    /** Makes the page anew, which then shows other times. */
    private static final String CHOOSE = "document.cookie = 'odradek.zone=' + $0 + '; path=/; max-age=31536000;"
            + " samesite=lax'; const here = new URL(location); here.searchParams.delete('zone');"
            + " if ($0) here.searchParams.set('zone', $0); location.assign(here)";
    private final ComboBox<String> zone = new ComboBox<>(Text.of("zone.title"));
    private final Paragraph now = new Paragraph();

    ZoneDialog() {
        setHeaderTitle(Text.of("zone.title"));
        zone.setItems(Client.zones());
        zone.setItemLabelGenerator(id -> id.isEmpty() ? Text.of("zone.browser", Client.browserZone()) : id);
        zone.setId("zone");
        zone.setWidthFull();
        zone.setValue(Client.chosenZone());
        zone.addValueChangeListener(event -> show());
        now.addClassName("hint");
        show();
        Div body = new Div(zone, now, new Paragraph(Text.of("zone.hint")));
        body.addClassName("dialog-body");
        add(body);
        Button choose = new Button(Text.of("zone.choose"), click -> getElement().executeJs(CHOOSE, zone.getValue()));
        choose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        choose.setId("zone-choose");
        getFooter().add(new Button(Text.of("close"), click -> close()), choose);
    }

    private void show() {
        if (zone.getValue() == null) {
            zone.setValue("");
        }
        ZoneId chosen = zone.getValue().isEmpty() ? Client.browserZone() : ZoneId.of(zone.getValue());
        now.setText(Text.of("zone.now", Times.full(System.currentTimeMillis(), chosen)));
    }
}
