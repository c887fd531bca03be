package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.odradek.ui.format.Times;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.stream.Collectors;

/** How old figures are; counts on by itself in the browser, and changes colour when they are late. */
@Tag("ago-time")
@JsModule("context://js/parts.js")
public final class Age extends Component {
    /** Snapshots are taken every few seconds; three times that is late. */
    private static final int LATE_MS = 15_000;
    private static final List<String> UNITS = List.of("age.seconds", "age.minutes", "age.hours", "age.days");

    public Age() {
        getElement().setAttribute("forms", UNITS.stream().map(unit -> Text.of(unit)).collect(Collectors.joining("|")));
        getElement().setAttribute("never", Text.of("age.never"));
        getElement().setAttribute("late", String.valueOf(LATE_MS));
    }

    public Age(long epochMs) {
        this();
        at(epochMs);
    }

    /** An age which is never late, such as that of an event. */
    public static Age plain(long epochMs) {
        Age age = new Age(epochMs);
        age.once();
        return age;
    }

    /** Age is no trouble any more: what is shown was asked for once. */
    public void once() {
        getElement().removeAttribute("late");
    }

    /** When the figures were taken, epoch milliseconds; 0 for never. */
    public void at(long epochMs) {
        getElement().setAttribute("now", String.valueOf(System.currentTimeMillis()));
        getElement().setAttribute("at", String.valueOf(epochMs));
        getElement().setAttribute("title", epochMs <= 0 ? "" : Times.full(epochMs, Client.zone()));
    }
}
