package io.odradek.ui.replication;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.replication.IsrTimeline;
import io.odradek.console.replication.Timelines;
import io.odradek.ui.format.Durations;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.Locale;

/** Which replicas led and were in sync over the last minutes: a line for each, with what changed in it. */
final class TimelinePanel extends Div {

    TimelinePanel(Timelines timelines) {
        addClassName("timeline");
        ZoneId zone = Client.zone();
        Div key = new Div();
        key.addClassName("timeline-key");
        for (String css : new String[] {"led", "insync", "out"}) {
            Span mark = new Span();
            mark.addClassNames("timeline-mark", css);
            key.add(new Span(mark, new Span(Text.of("timeline." + css))));
        }
        add(key);
        timelines.partitions().forEach(timeline -> add(partition(timeline, timelines, zone)));
        Div axis = new Div(new Span(Times.clock(timelines.fromMs(), zone)), new Span(Text.of("timeline.resolution",
                Durations.text(timelines.resolutionMs()))), new Span(Times.clock(timelines.toMs(), zone)));
        axis.addClassName("timeline-axis");
        add(axis);
    }

    private static Component partition(IsrTimeline timeline, Timelines all, ZoneId zone) {
        Div box = new Div();
        box.addClassName("timeline-partition");
        box.getElement().setAttribute("data-partition", String.valueOf(timeline.partition()));
        Span name = new Span(Text.of("timeline.partition", timeline.partition()));
        name.addClassName("timeline-name");
        Div rows = new Div();
        rows.addClassName("timeline-rows");
        box.add(name, rows);
        for (int broker : timeline.replicas()) {
            Span label = new Span(String.valueOf(broker));
            label.addClassName("timeline-broker");
            Div line = new Div();
            line.addClassName("timeline-line");
            for (var stretch : ReplicationLogic.stretches(timeline, broker, all.fromMs(), all.toMs())) {
                Span mark = new Span();
                mark.addClassNames("timeline-mark", stretch.css());
                mark.getStyle().set("left", percent(stretch.left())).set("width", percent(stretch.width()));
                mark.setTitle(Text.of("timeline.stretch", Text.of("timeline." + stretch.css()),
                        Times.clock(stretch.fromMs(), zone), Durations.text(stretch.toMs() - stretch.fromMs())));
                line.add(mark);
            }
            Div row = new Div(label, line);
            row.addClassName("timeline-row");
            rows.add(row);
        }
        return box;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", Math.clamp(value, 0, 100));
    }
}
