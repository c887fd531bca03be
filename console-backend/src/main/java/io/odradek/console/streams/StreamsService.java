package io.odradek.console.streams;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.TopologyFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Streams applications of a cluster. Nothing here changes the cluster. */
public class StreamsService {

    /** Pasted texts kept, the oldest forgotten first; 100 of 50 KB are 5 MB. */
    private static final int PASTED = 100;

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final AuditLog audit;
    private final Map<String, TopologyFacts> pasted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TopologyFacts> eldest) {
            return size() > PASTED;
        }
    };

    public StreamsService(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.audit = audit;
    }

    /** Groups of the type streams, and classic ones that have repartition or changelog topics. By name. */
    public List<StreamsRow> list(String cluster) {
        TreeMap<String, GroupFacts.Listed> groups = new TreeMap<>();
        clusters.door(cluster).groups().list().forEach(group -> groups.put(group.id(), group));
        Map<String, Integer> internal = new HashMap<>();
        for (String topic : snapshots.of(cluster).topics().keySet()) {
            if (Graph.internal(topic)) {
                owner(topic, groups).ifPresent(app -> internal.merge(app, 1, Integer::sum));
            }
        }
        List<StreamsRow> rows = new ArrayList<>();
        groups.values().forEach(group -> {
            int topics = internal.getOrDefault(group.id(), 0);
            if (group.type().equals("streams") || topics > 0 || pasted(cluster, group.id()) != null) {
                rows.add(new StreamsRow(group.id(), group.type(), group.state(), topics));
            }
        });
        return rows;
    }

    /** Freshly asked. Problem NOT_FOUND when there is neither such a group nor a pasted topology. */
    public StreamsApp describe(String cluster, String app) {
        Door door = clusters.door(cluster);
        Snapshot snapshot = snapshots.of(cluster);
        GroupFacts.Listed listed = door.groups().list().stream().filter(group -> group.id().equals(app)).findFirst()
                .orElse(null);
        TopologyFacts text = pasted(cluster, app);
        if (listed == null && text == null) {
            throw Problem.notFound("No such application", app);
        }
        Map<Place, Long> committed = Map.of();
        GroupFacts facts = null;
        TopologyFacts topology = text;
        List<Sentence> trouble = new ArrayList<>();
        if (listed != null) {
            try {
                committed = door.groups().committed(List.of(listed)).getOrDefault(app, Map.of());
                facts = door.groups().describe(List.of(listed)).get(app);
                if (text == null && listed.type().equals("streams")) {
                    topology = door.topologies().of(app).orElse(null);
                }
            } catch (Problem problem) {
                trouble.add(problem.said());
            }
            topology = topology != null ? topology : Guess.of(app, committed.keySet(), snapshot.topics().keySet());
        }
        StreamsRow row = new StreamsRow(app, listed == null ? "classic" : listed.type(),
                facts != null ? facts.state() : listed == null ? "Unknown" : listed.state(), 0);
        return draw(row, topology, snapshot, committed, facts, Sentence.joined("; ", trouble));
    }

    /** Takes the text that {@code Topology#describe} printed, in place of what is known otherwise. */
    public void paste(Actor actor, String cluster, String app, String text) {
        TopologyFacts topology = TopologyText.parse(text);
        String key = clusters.spec(cluster).id() + "/" + app;
        audit.record(actor, cluster, "streams.paste", app, "", () -> {
            synchronized (pasted) {
                pasted.put(key, topology);
            }
        });
    }

    /** Lets go of the pasted text. */
    public void forget(Actor actor, String cluster, String app) {
        audit.record(actor, cluster, "streams.forget", app, "", () -> {
            synchronized (pasted) {
                pasted.remove(cluster + "/" + app);
            }
        });
    }

    /** The drawing of a pasted text, without any cluster. */
    public String draw(String text) {
        Graph graph = Graph.of("", TopologyText.parse(text), java.util.Set.of());
        return new Svg(graph, Layout.of(graph), _ -> "").text();
    }

    private static StreamsApp draw(StreamsRow row, TopologyFacts topology, Snapshot snapshot,
            Map<Place, Long> committed, GroupFacts facts, Sentence trouble) {
        List<GroupFacts.Member> members = facts == null ? List.of() : facts.members();
        if (topology == null) {
            return new StreamsApp(row, null, "", List.of(), members, trouble, System.currentTimeMillis());
        }
        Graph graph = Graph.of(row.id(), topology, snapshot.topics().keySet());
        Map<String, StreamsApp.Flow> flows = flows(graph, snapshot, committed);
        String svg = new Svg(graph, Layout.of(graph), topic -> words(flows.get(topic))).text();
        int internal = (int) flows.keySet().stream().filter(Graph::internal).count();
        return new StreamsApp(new StreamsRow(row.id(), row.type(), row.state(), internal), topology, svg,
                List.copyOf(flows.values()), members, trouble, System.currentTimeMillis());
    }

    private static Map<String, StreamsApp.Flow> flows(Graph graph, Snapshot snapshot, Map<Place, Long> committed) {
        TreeSet<String> read = new TreeSet<>();
        graph.arrows().stream().filter(arrow -> arrow.from().startsWith("topic/"))
                .forEach(arrow -> read.add(arrow.from().substring(6)));
        Map<String, StreamsApp.Flow> flows = new TreeMap<>();
        graph.boxes().values().stream().filter(box -> box.part().isEmpty()).forEach(box -> {
            String topic = box.label();
            TopicState state = snapshot.topics().get(topic);
            String role = topic.endsWith("-repartition") ? "repartition" : topic.endsWith("-changelog") ? "changelog"
                    : read.contains(topic) ? "source" : "sink";
            flows.put(topic, new StreamsApp.Flow(topic, role, state == null ? -1 : state.recordsPerSecond(),
                    lag(state, committed)));
        });
        return flows;
    }

    private static long lag(TopicState topic, Map<Place, Long> committed) {
        if (topic == null) {
            return -1;
        }
        long lag = -1;
        for (var partition : topic.partitions()) {
            Long offset = committed.get(new Place(topic.name(), partition.partition()));
            if (offset != null && partition.endOffset() >= 0) {
                lag = Math.max(0, lag) + Math.max(0, partition.endOffset() - offset);
            }
        }
        return lag;
    }

    private static String words(StreamsApp.Flow flow) {
        if (flow == null || flow.recordsPerSecond() < 0 && flow.lag() < 0) {
            return "";
        }
        String rate = flow.recordsPerSecond() < 0 ? "" : Math.round(flow.recordsPerSecond() * 10) / 10.0 + "/s";
        String lag = flow.lag() < 0 ? "" : "lag " + flow.lag();
        return rate.isEmpty() || lag.isEmpty() ? rate + lag : rate + " · " + lag;
    }

    /** The group whose id an internal topic's name begins with; the longest where there are several. */
    private static java.util.Optional<String> owner(String topic, Map<String, ?> groups) {
        for (int dash = topic.lastIndexOf('-'); dash > 0; dash = topic.lastIndexOf('-', dash - 1)) {
            String prefix = topic.substring(0, dash);
            if (groups.containsKey(prefix)) {
                return java.util.Optional.of(prefix);
            }
        }
        return java.util.Optional.empty();
    }

    private TopologyFacts pasted(String cluster, String app) {
        synchronized (pasted) {
            return pasted.get(cluster + "/" + app);
        }
    }
}
