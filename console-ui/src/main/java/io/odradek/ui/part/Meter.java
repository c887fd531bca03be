package io.odradek.ui.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** How far something is, as a bar and in words. */
public final class Meter extends Div {

    /** @param part from 0 to 1; what is less is unknown and drawn as nothing */
    public Meter(String label, double part, String text) {
        long percent = Math.round(100 * Math.clamp(part, 0, 1));
        Div fill = new Div();
        fill.addClassName("meter-fill");
        fill.getStyle().set("width", percent + "%");
        Div meter = new Div(fill);
        meter.addClassName("meter");
        meter.getElement().setAttribute("role", "progressbar").setAttribute("aria-valuenow", String.valueOf(percent))
                .setAttribute("aria-label", label);
        addClassName("meter-row");
        add(meter, new Span(text));
    }
}
