package io.odradek.ui.part;

import com.vaadin.flow.component.html.Div;
import io.odradek.ui.text.Text;

/** A row of small tiles that is filled anew each time. */
public final class Facts extends Div {
    public Facts() {
        addClassNames("tiles", "tiles-small");
    }

    /** One more figure; {@code label} is a text's key. */
    public Facts tile(String label, String figure, String note, Tone tone) {
        Tile tile = new Tile(Text.of(label), "");
        tile.show(figure, note, tone);
        add(tile);
        return this;
    }
}
