package io.odradek.ui.shell;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.ui.text.Text;
import java.util.List;

/** Goes anywhere by a few letters: Ctrl-K, type, Enter. */
final class PaletteDialog extends Dialog {
    private final Div hits = new Div();
    private final transient Console console;
    private final transient Actor actor;
    private final transient List<PaletteLogic.Hit> pages;
    private final String cluster;
    private List<PaletteLogic.Hit> found = List.of();

    PaletteDialog(Console console, Actor actor, String cluster, List<PaletteLogic.Hit> pages) {
        this.console = console;
        this.actor = actor;
        this.cluster = cluster;
        this.pages = pages;
        getElement().setAttribute("aria-label", Text.of("palette.title"));
        addClassName("palette");
        TextField field = new TextField();
        field.setId("palette-field");
        field.setWidthFull();
        field.setPlaceholder(Text.of("palette.hint"));
        field.setAriaLabel(Text.of("palette.hint"));
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.addValueChangeListener(event -> show(event.getValue()));
        field.addKeyPressListener(Key.ENTER, event -> found.stream().findFirst().ifPresent(this::go));
        hits.addClassName("palette-hits");
        hits.getElement().setAttribute("role", "listbox").setAttribute("aria-label", Text.of("palette.title"));
        Div body = new Div(field, hits);
        body.addClassName("dialog-body");
        add(body);
        show("");
        field.focus();
    }

    private void show(String typed) {
        found = PaletteLogic.find(console, actor, cluster, typed, pages);
        hits.removeAll();
        for (PaletteLogic.Hit hit : found) {
            Span kind = new Span(Text.of(hit.kind()));
            kind.addClassName("palette-kind");
            Anchor link = new Anchor(hit.address(), new Span(hit.name()), kind);
            link.addClassName("palette-hit");
            link.getElement().setAttribute("role", "option").addEventListener("click", event -> close());
            hits.add(link);
        }
        if (found.isEmpty()) {
            hits.add(new Span(Text.of("palette.none")));
        }
    }

    private void go(PaletteLogic.Hit hit) {
        close();
        getUI().ifPresent(ui -> ui.navigate(hit.address()));
    }
}
