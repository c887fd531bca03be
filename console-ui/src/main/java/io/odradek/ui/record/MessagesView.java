package io.odradek.ui.record;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import io.odradek.console.record.Browse;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.Slice;
import io.odradek.ui.live.LiveTail;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.TopicHead;
import io.odradek.ui.part.Work;
import io.odradek.ui.record.MessagesLogic.Place;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A topic's messages. */
@Route(value = "c/:cluster/topics/:topic/messages", layout = Frame.class)
public final class MessagesView extends Page {
    /** Kept in the list; going on beyond lets go of the first. 20 pages of 50. */
    private static final int KEPT = 1_000;

    private final Div list = new Div();
    private final Work work = new Work(list);
    private final Work costing = new Work(list);
    private final RecordPanel panel;
    private final List<RecordView> records = new ArrayList<>();
    private MessagesLogic state;
    private MessagesBar bar;
    private RecordGrid grid;
    private EndBar end;
    private TopicHead head;
    private String topic = "";
    private ZoneId zone;

    public MessagesView(Site site) {
        super(site);
        addClassName("page-full");
        list.addClassName("messages-list");
        panel = new RecordPanel(() -> go(state.withOpen(Optional.empty()).query()));
    }

    @Override
    protected void enter(Inputs inputs) {
        MessagesLogic next = MessagesLogic.parse(inputs.queries());
        boolean same = topic.equals(inputs.path("topic")) && next.sameList(state);
        state = next;
        if (!topic.equals(inputs.path("topic"))) {
            topic = inputs.path("topic");
            build();
        }
        title(topic);
        bar.show(state);
        if (!same) {
            reload();
        }
        open();
    }

    private void build() {
        zone = Client.zone();
        removeAll();
        head = new TopicHead(cluster(), topic, TopicHead.Tab.MESSAGES);
        Button produce = new Button(Text.of("produce.open"), Icon.SEND.make(), click -> produce());
        produce.setId("produce");
        Anchor export = new Anchor(new Export(() -> console().records(), cluster(), topic,
                () -> state.browse(topic, zone)), Text.of("messages.export"));
        export.setId("export");
        head.heading().act(export, Permit.only(produce, may("record.produce", topic)));
        bar = new MessagesBar(next -> {
            if (next.equals(state)) {
                reload();
            } else {
                go(next.query());
            }
        });
        grid = new RecordGrid(zone, place -> go(state.withOpen(Optional.of(place)).query()));
        end = new EndBar(this::more, work::interrupt);
        Div both = new Div(list, panel);
        both.addClassName("messages");
        add(head, bar, both);
    }

    private void reload() {
        records.clear();
        list.removeAll();
        work.cancel();
        var mistake = state.mistake(zone);
        if (state.live()) {
            tail();
        } else if (mistake.isPresent()) {
            list.add(Notice.empty(mistake.get().text(), Text.of("messages.mistake.hint")));
        } else {
            list.add(Notice.loading(Text.of("topic.messages")), end);
            browse(state.browse(topic, zone));
        }
    }

    private void browse(Browse browse) {
        end.searching();
        if (!state.text().isEmpty()) {
            costing.start(() -> console().records().cost(cluster(), browse), end::ahead, problem -> { });
        }
        work.start(() -> console().records().browse(cluster(), browse), this::found, problem -> {
            list.removeAll();
            list.add(Notice.problem(problem, this::reload));
        });
    }

    private void more(String token) {
        browse(state.browse(topic, zone).continued(token));
    }

    private void found(Slice slice) {
        records.addAll(slice.records());
        if (records.size() > KEPT) {
            records.subList(0, records.size() - KEPT).clear();
        }
        list.removeAll();
        if (records.isEmpty()) {
            boolean filtered = !state.text().isEmpty() || !state.partitions().isEmpty();
            list.add(Notice.empty(Text.of(filtered ? "messages.nomatch" : "messages.none"),
                    Text.of(filtered ? "messages.nomatch.hint" : "messages.none.hint")));
        } else {
            grid.show(records);
            list.add(grid);
        }
        end.show(records.size(), slice);
        list.add(end);
        head.heading().asked(System.currentTimeMillis());
        grid.mark(state.open());
    }

    private void tail() {
        LiveTail tail = new LiveTail(cluster(), topic, state.text(), state.partitions(), zone, labels());
        tail.onChosen((partition, offset) -> {
            state = state.withOpen(Optional.of(new Place(partition, offset)));
            amend(state.query());
            open();
        });
        list.add(tail);
        head.heading().asked(0);
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new java.util.HashMap<>();
        for (String name : List.of("title", "waiting", "clear", "pause", "resume", "paused", "live", "connecting",
                "lost", "ended", "total",
                "dropped", "unseen")) {
            labels.put(name, Text.of("tail." + name));
        }
        for (String name : List.of("time", "partition", "offset", "key", "value")) {
            labels.put(name, Text.of("messages." + name));
        }
        return labels;
    }

    private void open() {
        setClassName("has-record", state.open().isPresent());
        grid.compact(state.open().isPresent());
        grid.mark(state.open());
        panel.show(state.open(), place -> console().records().one(cluster(), topic, place.partition(), place.offset()));
    }

    private void produce() {
        new ProduceDialog(topic, record -> console().records().produce(actor(), cluster(), record), made -> {
            if (!state.live()) {
                reload();
            }
        }).open();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        grid.narrow(Client.narrow());
        event.getUI().getPage().addBrowserWindowResizeListener(size -> grid.narrow(Client.narrow(size.getWidth())));
    }
}
