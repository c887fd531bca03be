package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.Objects;
import java.util.function.Supplier;

/** A titled part of a page whose contents come and go. */
public final class Panel extends Section {
    private final Div body = new Div();
    private Object shown;

    public Panel(String id, String title, Component... beside) {
        addClassName("panel");
        setId(id);
        H2 head = new H2(new Span(title));
        Div bar = new Div(head);
        bar.add(beside);
        bar.addClassName("panel-bar");
        body.addClassName("stack");
        add(bar, body);
    }

    /** Shows this instead of what is there. */
    public void show(Component... contents) {
        shown = null;
        body.removeAll();
        body.add(contents);
    }

    /** Makes the contents anew only where the value is another than the one shown: what is clicked on stays. */
    public void show(Object value, Supplier<Component> contents) {
        if (body.getComponentCount() == 0 || !Objects.equals(value, shown)) {
            show(contents.get());
            shown = value;
        }
    }
}
