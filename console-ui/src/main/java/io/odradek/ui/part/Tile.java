package io.odradek.ui.part;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** One figure with its name above and a word about it below; leads somewhere when it is given an address. */
public final class Tile extends Div {
    private final Span value = new Span();
    private final Span note = new Span();
    private Tone tone = Tone.PLAIN;

    public Tile(String label, String address) {
        addClassNames("tile");
        Span name = new Span(label);
        name.addClassName("tile-label");
        value.addClassName("tile-value");
        note.addClassName("tile-note");
        add(name, value, note);
        if (!address.isEmpty()) {
            Anchor whole = new Anchor(address, "");
            whole.addClassName("tile-link");
            whole.getElement().setAttribute("aria-label", label);
            add(whole);
        }
    }

    public void show(String figure, String about, Tone with) {
        value.setText(figure);
        value.setTitle(figure);
        note.setText(about);
        removeClassName(tone.css());
        tone = with;
        addClassName(tone.css());
    }
}
