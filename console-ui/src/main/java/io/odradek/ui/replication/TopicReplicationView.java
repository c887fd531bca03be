package io.odradek.ui.replication;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.problem.Problem;
import io.odradek.console.replication.IsrChange;
import io.odradek.console.replication.Timelines;
import io.odradek.console.replication.TopicReplication;
import io.odradek.ui.format.Counts;
import io.odradek.ui.live.LiveReplicas;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Pager;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.TopicHead;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A topic's replicas: how far each has come, who was in sync when, leader epochs. */
@Route(value = "c/:cluster/topics/:topic/replication", layout = Frame.class)
public final class TopicReplicationView extends Page {
    private static final int CHANGES = 50;
    private static final List<String> WORDS = List.of("title", "broker", "role", "progress", "end", "rate",
            "watermark", "lag", "time", "bytes", "size", "partition", "led", "leaderless", "insync", "proposed",
            "high", "held", "leader", "follower", "behind", "away", "lost");

    private final Div above = new Div();
    private final Div live = new Div();
    private final Div pager = new Div();
    private final Work work = new Work(above);
    private Panel timeline;
    private Panel epochs;
    private Panel changes;
    private TopicHead head;
    private String topic = "";
    private int from;
    private List<IsrChange> seen = List.of();
    private boolean broken;

    public TopicReplicationView(Site site) {
        super(site);
    }

    @Override
    protected void enter(Inputs inputs) {
        topic = inputs.path("topic");
        from = ReplicationLogic.from(inputs.query("from"));
        title(topic);
        removeAll();
        above.removeAll();
        live.removeAll();
        pager.removeAll();
        head = new TopicHead(cluster(), topic, TopicHead.Tab.REPLICATION);
        head.heading().asked(0);
        timeline = new Panel("isr-timeline", Text.of("timeline.title"));
        epochs = new Panel("leader-epochs", Text.of("epochs.title"));
        changes = new Panel("isr-changes", Text.of("replication.changes"));
        live.add(Notice.loading(topic));
        add(head, above, live, pager, timeline, changes, epochs);
        history();
        load();
    }

    private void load() {
        work.start(() -> console().replication().topic(cluster(), topic, from, ReplicationLogic.PAGE), this::show,
                this::failed);
    }

    private void failed(Problem problem) {
        broken = true;
        live.removeAll();
        above.removeAll();
        above.add(Notice.problem(problem, () -> {
            above.removeAll();
            load();
        }));
    }

    private void show(TopicReplication now) {
        broken = false;
        above.removeAll();
        if (!now.inside()) {
            above.add(Notice.partial(Text.of("replication.outside")).slim());
        }
        if (!now.trouble().isEmpty()) {
            above.add(Notice.partial(now.trouble()).slim());
        }
        if (live.getChildren().noneMatch(LiveReplicas.class::isInstance)) {
            Map<String, String> labels = new LinkedHashMap<>();
            WORDS.forEach(word -> labels.put(word, Text.of("replicas." + word)));
            live.removeAll();
            live.add(new LiveReplicas(cluster(), topic, from, ReplicationLogic.PAGE, labels));
            pager.removeAll();
            pager.setVisible(now.total() > ReplicationLogic.PAGE);
            pager.add(new Pager(from, now.partitions().size(), now.total(), ReplicationLogic.PAGE,
                    next -> go(ReplicationLogic.query("", next))));
        }
        List<ReplicationLogic.Epoch> known = ReplicationLogic.epochs(now.partitions());
        epochs.show(List.of(known, now.inside()), () -> epochs(known, now.inside()));
    }

    private static Component epochs(List<ReplicationLogic.Epoch> known, boolean inside) {
        if (known.isEmpty()) {
            return Notice.empty(Text.of(inside ? "epochs.none" : "epochs.outside"), Text.of(inside ? "epochs.none.hint"
                    : "epochs.outside.hint"));
        }
        Table<ReplicationLogic.Epoch> table = new Table<ReplicationLogic.Epoch>(Text.of("epochs.title"))
                .key(epoch -> epoch.partition() + "/" + epoch.epoch())
                .figure(Text.of("partition.id"), epoch -> String.valueOf(epoch.partition()))
                .figure(Text.of("partition.epoch"), epoch -> String.valueOf(epoch.epoch()))
                .figure(Text.of("epochs.start"), epoch -> Counts.text(epoch.start()))
                .figure(Text.of("epochs.records"), epoch -> epoch.end() < 0 ? "" : Counts.text(epoch.end()
                        - epoch.start()))
                .column("", "grow", epoch -> epoch.end() < 0 ? new Pill(Text.of("epochs.now"), Tone.ACCENT)
                        : new Span());
        table.rows(known);
        return table;
    }

    /** Whether there are news. */
    private boolean history() {
        Timelines known = console().replication().timelines(cluster(), topic, from, ReplicationLogic.PAGE);
        timeline.setVisible(!known.partitions().isEmpty());
        // Its right end is now, so it is drawn anew each time.
        timeline.show(new TimelinePanel(known));
        List<IsrChange> news = console().replication().changes(cluster(), topic, CHANGES);
        changes.show(news, () -> new ChangeList(cluster(), news));
        boolean fresh = !news.equals(seen);
        seen = news;
        return fresh;
    }

    /** Offsets move by themselves; the rest is asked again when leaders or replicas changed, or it failed. */
    @Override
    protected void pulse() {
        if ((history() || broken) && !work.busy()) {
            load();
        }
    }
}
