package io.odradek.console.group;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshots;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Groups of a cluster. Each change has a plan, which changes nothing. */
public class GroupService implements AutoCloseable {

    private final Clusters clusters;
    private final AuditLog audit;
    private final GroupWatch watch;
    private final Map<String, GroupTable> tables = new ConcurrentHashMap<>();
    private volatile Runnable leave = () -> { };

    public GroupService(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        this.clusters = clusters;
        this.audit = audit;
        this.watch = new GroupWatch(clusters, snapshots);
    }

    /** Begins to look at groups after each snapshot. */
    public void start() {
        leave = watch.start();
    }

    /** From the last sweep, O(page) and never blocking. */
    public Page<GroupRow> list(String cluster, GroupQuery query) {
        if (query.offset() < 0 || query.limit() < 1 || query.limit() > 1_000) {
            throw Problem.invalid("offset must be at least 0 and limit 1 to 1000");
        }
        return table(cluster).page(query);
    }

    /** Groups that read this topic, the one furthest behind first; from the last sweep, never blocking. */
    public List<TopicReader> readers(String cluster, String topic) {
        return table(cluster).readers(topic);
    }

    /** What the last sweep could not learn; empty when all is known. */
    public Sentence trouble(String cluster) {
        return watch.of(cluster).trouble();
    }

    /** The last sweeps' figures of all clusters as /metrics shows them. Never blocks. */
    public MetricSnapshots exposition() {
        GroupExposition figures = new GroupExposition();
        clusters.list().forEach(spec -> figures.add(spec.id(), watch.of(spec.id())));
        return figures.done();
    }

    /** Freshly asked. Problem NOT_FOUND when there is none. */
    public GroupDetail describe(String cluster, String group) {
        return new GroupLook(clusters.door(cluster), watch.memory(cluster), watch.of(cluster)).at(group);
    }

    /** The last quarter of an hour, a sample every ten seconds, oldest first. */
    public List<LagSample> history(String cluster, String group) {
        return watch.memory(cluster).lags().of(group);
    }

    /** Looks now; for use after a change. */
    public void refresh(String cluster) {
        watch.refresh(cluster);
    }

    /** Calls back with the cluster's id after each sweep. The returned handle ends it. */
    public Runnable listen(Consumer<String> listener) {
        return watch.listen(listener);
    }

    public Plan planReset(String cluster, String group, Reset reset) {
        Door door = clusters.door(cluster);
        GroupFacts.Listed listed = look(cluster).listed(group);
        GroupFacts facts = door.groups().describe(List.of(listed)).get(group);
        List<Sentence> refusals = new ArrayList<>();
        if (listed.type().equals("share")) {
            refusals.add(Sentence.of("Share groups keep more than an offset; use kafka-share-groups.sh"));
        }
        if (facts != null && !facts.members().isEmpty()) {
            refusals.add(GroupPlans.busy(group, facts.members().size()));
        }
        Aim aim = new Aim(door);
        TreeMap<Place, Aim.Move> moves = aim.at(listed, reset, other(cluster, reset));
        GroupRow row = new GroupRow(group, listed.type(), listed.state(), listed.protocol(), -1, -1, List.of(), -1, -1,
                -1);
        return new GroupPlans(clusters.spec(cluster)).reset(row, reset, moves, aim.notes(), refusals);
    }

    /** Problem CONFLICT while the group has members. */
    public void reset(Actor actor, String cluster, String group, Reset reset) {
        Door door = clusters.door(cluster);
        GroupFacts.Listed listed = look(cluster).listed(group);
        Map<Place, Long> offsets = new TreeMap<>();
        new Aim(door).at(listed, reset, other(cluster, reset)).forEach((place, move) ->
                offsets.put(place, move.after()));
        if (offsets.isEmpty()) {
            throw Problem.invalid("there is no partition to reset");
        }
        audit.record(actor, cluster, "group.reset", group, reset.target() + " " + offsets,
                () -> door.groups().commit(group, listed.type(), offsets));
        watch.refresh(cluster);
    }

    public Plan planDelete(String cluster, Set<String> groups) {
        GroupPicture picture = watch.refresh(cluster);
        List<GroupRow> rows = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>();
        for (String group : new TreeSet<>(groups)) {
            GroupState state = picture.groups().get(group);
            if (state == null) {
                refusals.add(Sentence.of("No group {0}", group));
            } else {
                rows.add(state.row());
            }
        }
        return new GroupPlans(clusters.spec(cluster)).delete(rows, refusals);
    }

    /** Problem CONFLICT while one has members. */
    public void delete(Actor actor, String cluster, Set<String> groups) {
        if (groups.isEmpty()) {
            throw Problem.invalid("no group named");
        }
        audit.record(actor, cluster, "group.delete", groups, "",
                () -> clusters.door(cluster).groups().delete(groups));
        watch.refresh(cluster);
    }

    private Map<Place, Long> other(String cluster, Reset reset) {
        if (!(reset.target() instanceof Reset.Target.Group(String other))) {
            return Map.of();
        }
        GroupFacts.Listed listed = look(cluster).listed(other);
        return clusters.door(cluster).groups().committed(List.of(listed)).getOrDefault(other, Map.of());
    }

    private GroupLook look(String cluster) {
        return new GroupLook(clusters.door(cluster), watch.memory(cluster), watch.of(cluster));
    }

    private GroupTable table(String cluster) {
        GroupPicture picture = watch.of(cluster);
        return tables.compute(cluster, (_, table) -> table != null && table.picture() == picture ? table
                : new GroupTable(picture));
    }

    @Override
    public void close() {
        leave.run();
    }
}
