package io.odradek.ui.record;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Actor;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Attempt;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Job;
import io.odradek.console.record.ManyRecords;
import io.odradek.console.record.NewRecord;
import io.odradek.console.record.Produced;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.SavedSearch;
import io.odradek.console.record.Slice;
import io.odradek.ui.live.LiveTail;
import io.odradek.ui.part.Address;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.TopicHead;
import io.odradek.ui.part.Work;
import io.odradek.ui.record.MessagesLogic.Place;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A topic's messages. */
@Route(value = "c/:cluster/topics/:topic/messages", layout = Frame.class)
public final class MessagesView extends Page {
    /** Kept in the list; going on beyond lets go of the first. 20 pages of 50. */
    private static final int KEPT = 1_000;

    private final Div list = new Div();
    private final Work work = new Work(list);
    private final Work costing = new Work(list);
    private final RecordPanel panel;
    private final ComparePanel compare = new ComparePanel(() -> keep(Optional.empty()));
    private final JobList jobs = new JobList(id -> {
        attempt(() -> console().records().cancelJob(actor(), cluster(), id));
        pulse();
    });
    private final SaveBar saved = new SaveBar(this::save);
    private final List<RecordView> records = new ArrayList<>();
    private final Button decoders = new Button("", click -> decoders());
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
        panel = new RecordPanel(new Acts());
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
        searches();
        named();
        pulse();
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
        Button replay = new Button(Text.of("replay.open"), click -> replay());
        replay.setId("replay");
        decoders.setId("decoders");
        head.heading().act(decoders, export(false), export(true), Permit.only(replay, may("record.produce", topic)),
                Permit.only(produce, may("record.produce", topic)));
        bar = new MessagesBar(next -> {
            if (next.equals(state)) {
                reload();
            } else {
                go(next.query());
            }
        });
        grid = new RecordGrid(zone, place -> go(state.withOpen(Optional.of(place)).query()));
        end = new EndBar(this::more, work::interrupt, this::everywhere);
        Div both = new Div(list, panel);
        both.addClassName("messages");
        add(head, bar, saved, jobs, compare, both);
    }

    private Anchor export(boolean csv) {
        Anchor anchor = new Anchor(new Export(() -> console().records(), cluster(), topic, csv,
                () -> state.browse(topic, zone)), Text.of(csv ? "messages.export.csv" : "messages.export"));
        anchor.setId(csv ? "export-csv" : "export");
        return anchor;
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

    /** Past the guess where a key would be: every partition by its number. */
    private void everywhere() {
        var known = console().snapshots().of(cluster()).topics().get(topic);
        if (known != null) {
            Set<Integer> all = new TreeSet<>();
            known.partitions().forEach(partition -> all.add(partition.partition()));
            go(state.withPartitions(all).query());
        }
    }

    private void searches() {
        saved.setVisible(!state.live());
        saved.show(console().records().searches(cluster(), topic),
                search -> UI.getCurrent().navigate(Address.messages(cluster(), topic), new QueryParameters(
                        QueryParameters.fromString(search.query()).getParameters())),
                search -> {
                    attempt(() -> console().records().forgetSearch(actor(), cluster(), topic, search.name()));
                    searches();
                });
    }

    private void save(String name) {
        Map<String, String> query = new LinkedHashMap<>(state.withOpen(Optional.empty()).query());
        query.values().removeIf(String::isEmpty);
        attempt(() -> console().records().keepSearch(actor(), new SavedSearch(cluster(), topic, name,
                QueryParameters.simple(query).getQueryString())));
        searches();
    }

    private static void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (Problem problem) {
            Toast.failed(problem);
        }
    }

    private void keep(Optional<Place> place) {
        go(state.withMore(state.more().withBeside(place)).query());
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
        Set<String> topics = new TreeSet<>(state.more().also());
        topics.add(topic);
        LiveTail tail = new LiveTail(cluster(), topics, state.text(), state.partitions(), zone, labels());
        tail.onChosen((from, partition, offset) -> {
            if (!from.equals(topic)) {
                UI.getCurrent().navigate(Address.messages(cluster(), from),
                        QueryParameters.of("r", new Place(partition, offset).print()));
                return;
            }
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
        for (String name : List.of("topic", "time", "partition", "offset", "key", "value")) {
            labels.put(name, Text.of("messages." + name));
        }
        return labels;
    }

    private void open() {
        setClassName("has-record", state.open().isPresent());
        grid.compact(state.open().isPresent());
        grid.mark(state.open());
        panel.show(state.open(), this::one);
        compare.show(state.more().beside(), state.open(), this::one);
    }

    private RecordView one(Place place) {
        return console().records().one(cluster(), topic, place.partition(), place.offset());
    }

    @Override
    protected void pulse() {
        jobs.show(console().records().jobs(cluster()), System.currentTimeMillis());
    }

    private void named() {
        decoders.setText(DecodersLogic.kept(console().records().decoders(cluster(), topic)).map(Phrase::text)
                .orElseGet(() -> Text.of("decoders.open")));
    }

    private void decoders() {
        Actor actor = actor();
        new DecodersDialog(console().records().decoders(cluster(), topic), console().records().decoders(),
                chosen -> console().records().tryDecoders(chosen),
                may("record.decoders", topic) ? chosen -> console().records().keepDecoders(actor, chosen) : null,
                () -> {
                    named();
                    reload();
                }).open();
    }

    private void replay() {
        if (state.mistake(zone).isEmpty()) {
            Actor actor = actor();
            new ReplayDialog(state.browse(topic, zone), replay -> console().records().planReplay(cluster(), replay),
                    replay -> console().records().replay(actor, cluster(), replay), job -> pulse()).open();
        }
    }

    private void produce() {
        produce(new ProduceLogic(topic, "", true, "", false, "", "", ProduceLogic.Form.TEXT));
    }

    private void produce(ProduceLogic first) {
        Actor actor = actor();
        new ProduceDialog(first, new ProduceDialog.Acts() {
            @Override
            public Produced one(NewRecord record) {
                return console().records().produce(actor, cluster(), record);
            }

            @Override
            public Job many(ManyRecords many) {
                return console().records().produceMany(actor, cluster(), many);
            }

            @Override
            public void done() {
                pulse();
                if (!state.live()) {
                    reload();
                }
            }
        }).open();
    }

    /** What can be done with the record that is open. */
    private final class Acts implements RecordPanel.Acts {
        @Override
        public void close() {
            go(state.withOpen(Optional.empty()).query());
        }

        @Override
        public void history(RecordView record) {
            go(MessagesLogic.history(record.key().bytes(), record.partition()).query());
        }

        @Override
        public void compare(Place place) {
            keep(state.more().beside().equals(Optional.of(place)) ? Optional.empty() : Optional.of(place));
        }

        @Override
        public void resend(RecordView record) {
            produce(ProduceLogic.again(record));
        }

        @Override
        public List<Attempt> attempts(boolean key, byte[] bytes) {
            return console().records().attempts(cluster(), topic, key, bytes);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        grid.narrow(Client.narrow());
        event.getUI().getPage().addBrowserWindowResizeListener(size -> grid.narrow(Client.narrow(size.getWidth())));
    }
}
