package io.odradek.ui.topic;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.group.GroupRow;
import io.odradek.console.kafka.ProducerFacts;
import io.odradek.console.topic.TopicStore;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Durations;
import io.odradek.ui.format.Figure;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Text;
import java.util.List;

/** The tabs of one topic that are tables. */
final class TopicTables {
    private TopicTables() {
    }

    static Component groups(String cluster, List<GroupRow> groups) {
        if (groups.isEmpty()) {
            return Notice.empty(Text.of("topic.groups.none"), Text.of("topic.groups.none.hint"));
        }
        Table<GroupRow> table = new Table<GroupRow>(Text.of("nav.groups")).key(GroupRow::id)
                .column(Text.of("groups.name"), "grow", group -> {
                    Anchor link = new Anchor(Address.group(cluster, group.id()), group.id());
                    link.addClassName("row-link");
                    return link;
                })
                .text(Text.of("groups.type"), GroupRow::type).text(Text.of("groups.state"), GroupRow::state)
                .figure(Text.of("groups.members"), group -> Counts.text(group.members()))
                .figure(Text.of("topic.groups.lag"), group -> Counts.text(group.lag()))
                .figure(Text.of("groups.time"), group -> group.lagMs() < 0 ? Figure.UNKNOWN
                        : Durations.text(group.lagMs()));
        table.rows(groups);
        return table;
    }

    static Component producers(String cluster, TopicStore store) {
        if (store.producers() == null) {
            return Notice.partial(store.trouble());
        }
        if (store.producers().isEmpty()) {
            return Notice.empty(Text.of("topic.producers.none"), Text.of("topic.producers.none.hint"));
        }
        Table<ProducerFacts> table = new Table<ProducerFacts>(Text.of("topic.producers"))
                .key(producer -> producer.partition() + "/" + producer.producerId())
                .figure(Text.of("partition.id"), producer -> String.valueOf(producer.partition()))
                .figure(Text.of("producer.id"), producer -> String.valueOf(producer.producerId()))
                .figure(Text.of("member.epoch"), producer -> Counts.text(producer.epoch()))
                .figure(Text.of("producer.sequence"), producer -> Counts.text(producer.lastSequence()))
                .text(Text.of("producer.last"), producer -> Times.full(producer.lastTimestampMs(), Client.zone()))
                .column(Text.of("producer.open"), "", producer -> producer.openFrom() < 0 ? new Span(Figure.UNKNOWN)
                        : new Anchor(Address.transactions(cluster), new Pill(Text.of("producer.from",
                                Counts.text(producer.openFrom())), Tone.WARN)));
        table.rows(store.producers());
        return table;
    }
}
