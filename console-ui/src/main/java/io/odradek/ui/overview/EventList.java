package io.odradek.ui.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.supervisor.Event;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Age;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Notice;
import io.odradek.ui.text.Text;
import java.util.List;

/** What happened lately, newest first. */
final class EventList extends Div {
    private List<Event> shown;

    EventList() {
        addClassName("events");
    }

    void show(List<Event> events) {
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
        Span subject = new Span(event.subject());
        subject.addClassName("event-subject");
        Span what = new Span(event.what());
        what.addClassName("event-what");
        ListItem item = new ListItem(time, subject, what, Age.plain(event.timeMs()));
        item.addClassNames("event", OverviewLogic.severity(event).css());
        return item;
    }
}
