package io.odradek.ui.topic;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Need;
import io.odradek.console.group.GroupQuery;
import io.odradek.console.group.GroupRow;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.topic.TopicDetail;
import io.odradek.console.topic.TopicRow;
import io.odradek.console.topic.TopicStore;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.ConfigPanel;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tile;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.TopicHead;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.function.Consumer;

/** One topic: its partitions, groups, producers and configuration. */
@Route(value = "c/:cluster/topics/:topic/:tab?(configuration|groups|producers)", layout = Frame.class)
public final class TopicView extends Page {
    private final Div facts = new Div();
    private final Div body = new Div();
    private final Work work = new Work(body);
    private final Work asking = new Work(body);
    private TopicHead head;
    private String topic;
    private TopicLogic.Tab tab;

    public TopicView(Site site) {
        super(site);
        facts.addClassNames("tiles", "tiles-small");
    }

    @Override
    protected void enter(Inputs inputs) {
        topic = inputs.path("topic");
        tab = TopicLogic.Tab.of(inputs.path("tab"));
        title(topic);
        removeAll();
        facts.removeAll();
        body.removeAll();
        head = new TopicHead(cluster(), topic, TopicHead.Tab.valueOf(tab.name()));
        head.heading().act(new TopicActs(console(), actor(), cluster(), topic, this::load));
        add(head, facts, body);
        if (tab == TopicLogic.Tab.CONFIGURATION) {
            body.add(new ConfigPanel(new ConfigPanel.Source(() -> console().topics().configuration(cluster(), topic),
                    changes -> console().topics().planAlter(cluster(), topic, changes),
                    changes -> console().topics().alter(actor(), cluster(), topic, changes)))
                    .changeable(may("topic.configure", topic)));
        } else {
            body.add(Notice.loading(topic));
        }
        load();
    }

    private void load() {
        work.start(() -> console().topics().describe(cluster(), topic), this::show, this::failed);
    }

    private void failed(Problem problem) {
        facts.removeAll();
        body.removeAll();
        body.add(Notice.problem(problem, this::load));
    }

    private void show(TopicDetail detail) {
        TopicRow row = detail.row();
        head.heading().taken(detail.takenMs());
        facts.removeAll();
        tile("topic.partitions", Counts.text(row.partitions()), TopicLogic.inSyncNote(detail).text(),
                TopicsLogic.inSyncTone(row));
        tile("topics.messages", Counts.text(row.messages()), Counts.rate(row.recordsPerSecond()), Tone.PLAIN);
        tile("topics.size", Bytes.text(row.sizeBytes()), row.cleanupPolicy(), Tone.PLAIN);
        tile("topic.last", detail.lastRecordMs() < 0 ? Figure.UNKNOWN
                : Times.full(detail.lastRecordMs(), Client.zone()), "", Tone.PLAIN);
        tile("topic.id", detail.topicId(), "", Tone.PLAIN);
        switch (tab) {
            case PARTITIONS -> partitions(detail);
            case GROUPS -> only(TopicTables.groups(cluster(), groups()));
            case PRODUCERS -> store(store -> only(TopicTables.producers(cluster(), store)));
            case CONFIGURATION -> head.heading().taken(detail.takenMs());
        }
    }

    private void tile(String label, String figure, String note, Tone tone) {
        Tile tile = new Tile(Text.of(label), "");
        tile.show(figure, note, tone);
        facts.add(tile);
    }

    private void partitions(TopicDetail detail) {
        body.removeAll();
        if (!detail.trouble().isEmpty()) {
            body.add(Notice.partial(detail.trouble()).slim());
        }
        Table<PartitionState> table = new Table<PartitionState>(Text.of("topic.partitions"))
                .key(p -> String.valueOf(p.partition()))
                .text(Text.of("partition.id"), p -> String.valueOf(p.partition()))
                .column(Text.of("partition.state"), "", p -> new Pill(TopicLogic.state(p).text(), TopicLogic.tone(p)))
                .column(Text.of("partition.replicas"), "grow", TopicView::chips)
                .column(Text.of("partition.epoch"), "num minor", p -> new Span(Counts.text(p.leaderEpoch())))
                .column(Text.of("partition.start"), "num minor", p -> new Span(Counts.text(p.startOffset())))
                .column(Text.of("partition.end"), "num minor", p -> new Span(Counts.text(p.endOffset())))
                .figure(Text.of("topics.messages"), p -> Counts.text(p.messages()))
                .figure(Text.of("topics.size"), p -> Bytes.text(p.sizeBytes()));
        table.rows(detail.partitions());
        body.add(table);
    }

    private static Span chips(PartitionState partition) {
        Span chips = new Span();
        chips.addClassName("chips");
        TopicLogic.chips(partition).forEach(chip -> {
            Span one = new Span(String.valueOf(chip.broker()));
            one.addClassNames("chip", chip.tone().css());
            one.setTitle(Text.of("replica.on", chip.broker(), chip.about().text()));
            chips.add(one);
        });
        return chips;
    }

    @Override
    protected void pulse() {
        if (!work.busy()) {
            work.start(() -> console().topics().describe(cluster(), topic), this::show, this::failed);
        }
    }

    private List<GroupRow> groups() {
        return console().groups().list(cluster(), GroupQuery.ofTopic(topic)
                .seenBy(actor().sees(cluster(), Need.Kind.GROUP))).items();
    }

    private void store(Consumer<TopicStore> shown) {
        asking.start(() -> console().topics().store(cluster(), topic), shown, this::failed);
    }

    private void only(Component content) {
        body.removeAll();
        body.add(content);
    }
}
