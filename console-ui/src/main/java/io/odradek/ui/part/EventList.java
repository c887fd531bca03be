package io.odradek.ui.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.supervisor.Event;
import io.odradek.ui.format.Times;
import io.odradek.ui.text.Said;
import io.odradek.ui.text.Text;
import java.util.Comparator;
import java.util.List;

/** What happened lately, newest first. */
public final class EventList extends Div {
    private List<Event> shown;

    public EventList() {
        addClassName("events");
        // It scrolls, so the keyboard must reach it.
        getElement().setAttribute("tabindex", "0");
    }

    public void show(List<Event> events) {
        if (events.equals(shown)) {
            return;
        }
        shown = events;
        removeAll();
        if (events.isEmpty()) {
            add(Notice.empty(Text.of("overview.events.none"), Text.of("overview.events.hint")));
            return;
        }
        OrderedList list = new OrderedList();
        events.forEach(event -> list.add(item(event)));
        add(list);
    }

    private static ListItem item(Event event) {
        Span time = new Span(Times.clock(event.timeMs(), Client.zone()));
        time.addClassName("event-time");
        Span subject = new Span(Said.of(event.subject()));
        subject.addClassName("event-subject");
        subject.setTitle(subject.getText());
        Span what = new Span(Said.of(event.what()));
        what.addClassName("event-what");
        ListItem item = new ListItem(time, subject, what, Age.plain(event.timeMs()));
        item.addClassNames("event", tone(event).css());
        return item;
    }

    /** How bad it is. */
    public static Tone tone(Event event) {
        return switch (event.severity()) {
            case "error" -> Tone.BAD;
            case "warn" -> Tone.WARN;
            default -> Tone.PLAIN;
        };
    }

    /** The newest of this cluster, newest first. */
    public static List<Event> recent(List<Event> events, String cluster, int limit) {
        return events.stream().filter(e -> e.cluster().isEmpty() || e.cluster().equals(cluster))
                .sorted(Comparator.comparingLong(Event::sequence).reversed()).limit(limit).toList();
    }
}
