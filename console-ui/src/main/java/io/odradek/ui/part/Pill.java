package io.odradek.ui.part;

import com.vaadin.flow.component.html.Span;

/** A word with a tone. */
public final class Pill extends Span {
    public Pill(String text, Tone tone) {
        super(text);
        addClassNames("pill", tone.css());
    }
}
