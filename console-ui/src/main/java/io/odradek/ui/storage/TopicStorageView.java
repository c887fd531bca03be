package io.odradek.ui.storage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.inside.BatchPage;
import io.odradek.console.inside.CompactionInside;
import io.odradek.console.inside.LogInside;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.TopicState;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Facts;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.TopicHead;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A topic on disks: its replicas, and of one of them segments, batches and what clean-up would leave. */
@Route(value = "c/:cluster/topics/:topic/storage", layout = Frame.class)
public final class TopicStorageView extends Page {
    /** Replicas on one page; a topic with more is looked at partition by partition, from the page of sizes. */
    private static final int REPLICAS = 300;

    private final Div above = new Div();
    private final Facts facts = new Facts();
    private final Work work = new Work(above);
    private TopicHead head;
    private Panel replicas;
    private Panel segments;
    private Panel batches;
    private Work logWork;
    private String topic = "";
    private StorageLogic state;

    public TopicStorageView(Site site) {
        super(site);
    }

    /** What is looked at of one replica. */
    private record Looked(LogInside log, CompactionInside compaction, BatchPage batches) {
    }

    @Override
    protected void enter(Inputs inputs) {
        topic = inputs.path("topic");
        state = StorageLogic.parse(inputs.queries());
        title(topic);
        removeAll();
        above.removeAll();
        facts.removeAll();
        head = new TopicHead(cluster(), topic, TopicHead.Tab.STORAGE);
        replicas = new Panel("replicas", Text.of("storage.replicas"));
        replicas.show(Notice.loading(topic));
        String name = topic + "-" + state.partition();
        Button rehearse = new Button(Text.of(state.compaction() ? "compaction.hide" : "compaction.show"),
                click -> go(state.withCompaction(!state.compaction()).query()));
        rehearse.setId("rehearse");
        segments = new Panel("segments", Text.of("segments.of", name, state.broker()), rehearse);
        batches = new Panel("batches", Text.of("batches.of", Counts.text(state.segment())));
        logWork = new Work(segments);
        segments.setVisible(state.replica() && console().storage().inside(cluster()));
        batches.setVisible(segments.isVisible() && state.segment() >= 0);
        add(head, above, segments.isVisible() ? segments : replicas, batches, segments.isVisible() ? replicas
                : segments);
        load();
    }

    private void load() {
        work.start(() -> console().storage().replicas(cluster(), topic), this::show, problem -> {
            replicas.show(Notice.problem(problem, this::load));
        });
        if (segments.isVisible()) {
            segments.show(Notice.loading(topic));
            look();
        }
    }

    private void show(List<ReplicaFacts> known) {
        above.removeAll();
        head.heading().taken(System.currentTimeMillis());
        if (!console().storage().inside(cluster())) {
            above.add(Notice.partial(Text.of("storage.outside")).slim());
        }
        if (known.isEmpty()) {
            replicas.show(Notice.empty(Text.of("topic.replicas.none"), ""));
            return;
        }
        replicas.show(known, () -> table(known));
    }

    private Component table(List<ReplicaFacts> known) {
        TopicState topicState = console().snapshots().of(cluster()).topics().get(topic);
        Map<Integer, PartitionState> states = topicState == null ? Map.of() : topicState.partitions().stream()
                .collect(Collectors.toMap(PartitionState::partition, Function.identity()));
        boolean inside = console().storage().inside(cluster());
        Table<ReplicaFacts> table = new Table<ReplicaFacts>(Text.of("storage.replicas"))
                .key(replica -> replica.partition() + "@" + replica.broker())
                .figure(Text.of("partition.id"), replica -> String.valueOf(replica.partition()))
                .figure(Text.of("broker.id"), replica -> String.valueOf(replica.broker()))
                .column(Text.of("replica.role"), "", replica -> {
                    var standing = StorageLogic.standing(states.get(replica.partition()), replica);
                    return new Pill(standing.word().text(), standing.tone());
                })
                .figure(Text.of("topics.size"), replica -> Bytes.text(replica.sizeBytes()))
                .column(Text.of("disk.path"), "grow minor mono", replica -> new Span(replica.directory()))
                .column("", "acts", replica -> !inside || replica.future() ? new Span()
                        : new Anchor(Address.segments(cluster(), topic, replica.partition(), replica.broker()),
                                Text.of("segments.look")));
        table.rows(known.stream().limit(REPLICAS).toList());
        if (known.size() <= REPLICAS) {
            return table;
        }
        return new Div(table, new Paragraph(Text.of("storage.more", known.size() - REPLICAS)));
    }

    private void look() {
        StorageLogic asked = state;
        String cluster = cluster();
        Place place = new Place(topic, asked.partition());
        logWork.start(() -> {
            var service = console().storage();
            LogInside log = service.log(cluster, asked.broker(), place, asked.from(), StorageLogic.PAGE);
            return new Looked(log, asked.compaction() ? service.compaction(cluster, asked.broker(), place) : null,
                    asked.segment() < 0 ? null : service.batches(cluster, asked.broker(), place, asked.segment(),
                            asked.batch(), StorageLogic.PAGE));
        }, this::show, this::failed);
    }

    private void failed(Problem problem) {
        facts.removeAll();
        batches.setVisible(false);
        segments.show(Notice.problem(problem, this::look));
    }

    private void show(Looked looked) {
        LogInside log = looked.log();
        figures(log, looked.compaction());
        var kept = looked.compaction() == null ? Map.<Long, CompactionInside.KeptSegment>of()
                : SegmentTable.byBase(looked.compaction().segments());
        String address = Address.segments(cluster(), topic, state.partition(), state.broker())
                + (state.from() > 0 ? "&from=" + state.from() : "") + (state.compaction() ? "&compaction=true" : "");
        long last = log.segments().isEmpty() ? log.logEnd() : log.segments().getLast().nextOffset();
        Button first = new Button(Text.of("segments.first"), click -> go(state.atSegments(0).query()));
        first.setVisible(state.from() > 0);
        Button more = new Button(Text.of("segments.more"), click -> go(state.atSegments(last).query()));
        more.setVisible(last < log.logEnd());
        Div bar = new Div(first, more);
        bar.addClassName("toolbar");
        segments.show(facts, new SegmentTable(log, kept, base -> address + "&segment=" + base), bar);
        if (looked.batches() != null) {
            batches.show(new BatchTable(looked.batches(), state.batch(),
                    next -> go(state.atSegment(state.segment(), next).query())));
        }
    }

    private void figures(LogInside log, CompactionInside compaction) {
        long now = System.currentTimeMillis();
        facts.removeAll();
        facts.tile("log.offsets", Counts.text(log.logStart()) + " – " + Counts.text(log.logEnd()),
                Text.of("log.high", Counts.text(log.highWatermark())), Tone.PLAIN)
                .tile("topics.size", Bytes.text(log.bytes()), Text.count("log.segments", log.segmentCount()),
                        Tone.PLAIN)
                .tile("log.flushed", Counts.text(log.recoveryPoint()), Text.of("log.flushed.note"), Tone.PLAIN)
                .tile("topics.policy", StorageLogic.policy(log).stream().map(Phrase::text)
                        .collect(Collectors.joining(", ")), "", Tone.PLAIN)
                .tile("log.expired", Bytes.text(StorageLogic.expiredBytes(log, now)), Text.of("log.expired.note"),
                        Tone.PLAIN);
        if (log.compacts()) {
            facts.tile("log.cleaned", Counts.text(log.cleanedUpTo()), Text.of("log.cleaned.note"), Tone.PLAIN);
        }
        if (compaction != null) {
            facts.tile("compaction.frees", Bytes.text(compaction.reclaimable()), Text.of(!log.compacts()
                    ? "compaction.never" : compaction.whole() ? compaction.due() ? "compaction.due"
                    : "compaction.notdue" : "compaction.part"), StorageLogic.dueTone(compaction));
        }
    }

    @Override
    protected void pulse() {
        // Segments come and go slowly, and whoever reads batches wants them to stay: asked again by a click alone.
        if (!work.busy() && !segments.isVisible()) {
            work.start(() -> console().storage().replicas(cluster(), topic), this::show, problem -> { });
        }
    }
}
