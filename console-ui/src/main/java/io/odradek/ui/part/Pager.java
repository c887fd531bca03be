package io.odradek.ui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.ui.format.Counts;
import io.odradek.ui.text.Text;
import java.util.function.LongConsumer;

/** Which rows of how many are shown, and the way to those before and after. Hidden where all are shown. */
public final class Pager extends Div {

    /** Rows from {@code offset} on, of so many; {@code go} is told of the offset to show next. */
    public Pager(long offset, int shown, long total, int size, LongConsumer go) {
        addClassName("pager");
        setVisible(total > shown || offset > 0);
        Span rows = new Span(Text.of("pager.rows", Counts.text(shown == 0 ? 0 : offset + 1),
                Counts.text(offset + shown), Counts.text(total)));
        add(button(Icon.BACK, "pager.before", offset > 0, () -> go.accept(Math.max(0, offset - size))), rows,
                button(Icon.NEXT, "pager.after", offset + shown < total, () -> go.accept(offset + size)));
    }

    private static Button button(Icon icon, String label, boolean enabled, Runnable act) {
        Button button = new Button(icon.make(), click -> act.run());
        button.addClassName("quiet");
        button.setEnabled(enabled);
        button.setAriaLabel(Text.of(label));
        return button;
    }
}
