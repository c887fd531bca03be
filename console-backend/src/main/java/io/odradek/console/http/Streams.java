package io.odradek.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.group.GroupQuery;
import io.odradek.console.group.GroupSort;
import io.odradek.console.metric.Series;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Filter;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.Tail;
import io.odradek.console.record.TailListener;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.supervisor.Event;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The streams that can be subscribed to, by name. Opened on a virtual thread; items come from whatever thread they
 * arise on.
 */
final class Streams {

    /** How far back the newest sample of a sweep that just ended is looked for. */
    private static final int NEWEST_SECONDS = 10;

    private final Console console;
    private final InsightStreams insight;
    /** What the newest sweep of each cluster made of each stream: all who watch get the same text, made once. */
    private final Map<String, Swept> swept = new ConcurrentHashMap<>();

    /** @param of not held on to: it is large, and its cluster may be removed */
    private record Swept(WeakReference<Snapshot> of, List<String> items) {
    }

    Streams(Console console) {
        this.console = console;
        this.insight = new InsightStreams(console);
    }

    /** Where a stream's items go. */
    interface Sink {
        /** Items as JSON texts; dropped counts what was left out before. */
        void items(List<String> json, long dropped);

        /** The stream ended by itself. */
        void ended(Problem why);
    }

    /** What one must be allowed for a stream: the topics or the group it is about, else the whole cluster. */
    List<Need> needs(String stream, JsonNode params) {
        return switch (stream) {
            case "events" -> List.of(Need.console(Permission.VIEW));
            case "records.tail" -> topics(params).stream()
                    .map(topic -> Need.view(cluster(params), Need.Kind.TOPIC, topic)).toList();
            case "group.lag" -> List.of(Need.view(cluster(params), Need.Kind.GROUP, params.path("group").asText("")));
            case "replication", "replication.changes" -> params.path("topic").asText("").isEmpty()
                    ? List.of(whole(cluster(params)))
                    : List.of(Need.view(cluster(params), Need.Kind.TOPIC, params.path("topic").asText("")));
            default -> List.of(whole(cluster(params)));
        };
    }

    private static Need whole(String cluster) {
        return Need.at(Permission.VIEW, cluster, "", null);
    }

    /** Whether somebody may know of an event: of those of the clusters which they see whole. */
    static boolean sees(Actor actor, Event event) {
        return event.cluster().isEmpty() || actor.may(whole(event.cluster()));
    }

    /**
     * Begins a stream; the returned handle ends it. Throws Problem for an unknown stream or bad parameters. Whether it
     * is permitted has been asked before.
     *
     * @param actor who listens, at the moment of asking
     */
    AutoCloseable open(Supplier<Actor> actor, String stream, JsonNode params, Sink sink) {
        return switch (stream) {
            case "records.tail" -> tail(params, sink);
            case "cluster.rates" -> rates(cluster(params), sink);
            case "overview" -> sweeps(stream, cluster(params), sink, c -> console.overview().overview(c));
            case "health" -> sweeps(stream, cluster(params), sink, c -> console.health().check(c));
            case "group.lag" -> lag(cluster(params), params.path("group").asText(""), sink);
            case "events" -> events(actor, params.path("after").asLong(0), sink);
            case "replication" -> insight.replication(cluster(params), params, sink);
            case "replication.changes" -> insight.isr(cluster(params), params, sink);
            case "transactions" -> insight.transactions(cluster(params), sink);
            case "znodes" -> insight.znodes(cluster(params), params, sink);
            default -> throw Problem.notFound("No such stream", stream);
        };
    }

    private String cluster(JsonNode params) {
        String id = params.path("cluster").asText("");
        return id.isEmpty() ? console.clusters().first().id() : console.clusters().spec(id).id();
    }

    private static Set<String> topics(JsonNode params) {
        Set<String> topics = new HashSet<>();
        params.path("topics").forEach(topic -> topics.add(topic.asText()));
        if (params.hasNonNull("topic")) {
            topics.add(params.get("topic").asText());
        }
        return topics;
    }

    private AutoCloseable tail(JsonNode params, Sink sink) {
        Set<String> topics = topics(params);
        Set<Integer> partitions = new HashSet<>();
        params.path("partitions").forEach(partition -> partitions.add(partition.asInt()));
        Tail tail = new Tail(topics, partitions, Filter.typed(params.path("text").asText("")),
                Math.clamp(params.path("cellBytes").asInt(1 << 10), 1, 64 << 10),
                Math.clamp(params.path("maxPerSecond").asInt(2_000), 1, 10_000));
        return console.records().tail(cluster(params), tail, new TailListener() {
            @Override
            public void records(List<RecordView> records, long dropped) {
                sink.items(records.stream().map(Json::text).toList(), dropped);
            }

            @Override
            public void ended(Problem why) {
                sink.ended(why);
            }
        });
    }

    /** The value now and at each sweep. */
    private AutoCloseable sweeps(String stream, String cluster, Sink sink, Function<String, Object> value) {
        Function<Snapshot, List<String>> text = snapshot -> once(stream, snapshot,
                () -> List.of(Json.text(value.apply(cluster))));
        AutoCloseable leave = listen(cluster, snapshot -> sink.items(text.apply(snapshot), 0));
        sink.items(text.apply(console.snapshots().of(cluster)), 0);
        return leave;
    }

    /** The history first, then each sample. */
    private AutoCloseable rates(String cluster, Sink sink) {
        AutoCloseable leave = listen(cluster, snapshot -> sink.items(once("rates", snapshot, () -> {
            List<String> newest = samples(cluster, NEWEST_SECONDS);
            return List.copyOf(newest.subList(Math.max(0, newest.size() - 1), newest.size()));
        }), 0));
        sink.items(samples(cluster, 900), 0);
        return leave;
    }

    private AutoCloseable listen(String cluster, Consumer<Snapshot> each) {
        Runnable leave = console.snapshots().listen(snapshot -> {
            if (snapshot.cluster().equals(cluster)) {
                each.accept(snapshot);
            }
        });
        return leave::run;
    }

    private List<String> once(String stream, Snapshot snapshot, Supplier<List<String>> made) {
        return swept.compute(stream + " " + snapshot.cluster(), (_, last) ->
                last != null && last.of.refersTo(snapshot) ? last
                        : new Swept(new WeakReference<>(snapshot), made.get())).items();
    }

    private List<String> samples(String cluster, int seconds) {
        List<Series> series = console.metrics().series(cluster, seconds);
        List<String> samples = new ArrayList<>();
        long[] times = series.getFirst().timesMs();
        for (int i = 0; i < times.length; i++) {
            Map<String, Double> values = new TreeMap<>();
            for (Series one : series) {
                double value = one.values()[i];
                values.put(one.name(), Double.isNaN(value) ? null : value);
            }
            samples.add(Json.text(Map.of("timeMs", times[i], "values", values)));
        }
        return samples;
    }

    /** A group's history first, then its lag at each sweep. */
    private AutoCloseable lag(String cluster, String group, Sink sink) {
        Runnable leave = console.groups().listen(swept -> {
            GroupQuery one = new GroupQuery(group, "", GroupSort.NAME, false, 0, 1_000);
            var page = console.groups().list(cluster, one);
            page.items().stream().filter(row -> swept.equals(cluster) && row.id().equals(group) && row.lag() >= 0)
                    .forEach(row -> sink.items(List.of(lag(page.takenMs(), row.lag())), 0));
        });
        sink.items(console.groups().history(cluster, group).stream()
                .map(sample -> lag(sample.timeMs(), sample.lag())).toList(), 0);
        return leave::run;
    }

    private static String lag(long timeMs, long lag) {
        return Json.text(Map.of("timeMs", timeMs, "values", Map.of("lag", lag)));
    }

    private AutoCloseable events(Supplier<Actor> actor, long after, Sink sink) {
        // What happens while the past is looked up may be in both; it is sent once.
        AtomicLong past = new AtomicLong(after);
        synchronized (past) {
            Runnable leave = console.supervisor().listen(event -> {
                synchronized (past) {
                    if (event.sequence() > past.get() && sees(actor.get(), event)) {
                        sink.items(List.of(Json.text(event)), 0);
                    }
                }
            });
            List<Event> events = console.supervisor().events(after);
            events.forEach(event -> past.set(event.sequence()));
            sink.items(events.stream().filter(event -> sees(actor.get(), event)).map(Json::text).toList(), 0);
            return leave::run;
        }
    }
}
