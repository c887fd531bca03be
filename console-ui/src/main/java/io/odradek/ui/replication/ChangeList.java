package io.odradek.ui.replication;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.replication.IsrChange;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Age;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Notice;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Changes of leaders and in-sync replicas, newest first. */
final class ChangeList extends Div {

    ChangeList(String cluster, List<IsrChange> changes) {
        addClassName("events");
        getElement().setAttribute("tabindex", "0");
        if (changes.isEmpty()) {
            add(Notice.empty(Text.of("isr.none"), Text.of("isr.none.hint")));
            return;
        }
        OrderedList list = new OrderedList();
        changes.forEach(change -> list.add(item(cluster, change)));
        add(list);
    }

    private static Component item(String cluster, IsrChange change) {
        Span time = new Span(Times.clock(change.timeMs(), Client.zone()));
        time.addClassName("event-time");
        Anchor place = new Anchor(Address.replication(cluster, change.topic()), change.topic() + "-"
                + change.partition());
        place.addClassNames("event-subject", "row-link");
        Span what = new Span(ReplicationLogic.said(change).stream().map(Phrase::text)
                .collect(Collectors.joining("; ")));
        what.addClassName("event-what");
        ListItem item = new ListItem(time, place, what, Age.plain(change.timeMs()));
        item.addClassNames("event", ReplicationLogic.tone(change).css());
        return item;
    }
}
