package io.odradek.console.topic;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterFacts;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ProducerFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Topics of a cluster. Each change has a plan, which the cluster validates where the protocol allows, and which changes
 * nothing.
 */
public class TopicService {

    /** How long a change waits to be seen in the snapshot, so that the list shows it. */
    private static final long SEEN_MS = 2_000;
    private static final long SEEN_PAUSE_NS = 30_000_000;

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final AuditLog audit;
    private final CleanupPolicies policies;
    private final Map<String, TopicTable> tables = new ConcurrentHashMap<>();

    public TopicService(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.audit = audit;
        this.policies = new CleanupPolicies(clusters, task -> Thread.ofVirtual().name("cleanup-policies").start(task));
    }

    /**
     * From the snapshot, O(page) and never blocking; cleanup policies of the page's rows are there from the second look
     * on.
     */
    public Page<TopicRow> list(String cluster, TopicQuery query) {
        if (query.offset() < 0 || query.limit() < 1 || query.limit() > 1_000) {
            throw Problem.invalid("offset must be at least 0 and limit 1 to 1000");
        }
        TopicTable table = table(cluster);
        TopicTable.Window window = table.window(query);
        Map<String, String> known = table.snapshot().reachable() ? policies.of(cluster, window.topics()) : Map.of();
        List<TopicRow> rows = window.topics().stream().map(topic -> row(topic, known.getOrDefault(topic.name(), "")))
                .toList();
        return new Page<>(rows, window.total(), query.offset(), table.snapshot().takenMs());
    }

    /** Freshly asked; when the cluster does not answer, what is remembered, and the trouble said. */
    public TopicDetail describe(String cluster, String topic) {
        return new TopicLook(clusters.door(cluster), snapshots.of(cluster)).at(topic);
    }

    /** By name. */
    public List<ConfigRow> configuration(String cluster, String topic) {
        return clusters.door(cluster).configs().topic(topic);
    }

    public Plan planCreate(String cluster, NewTopic topic) {
        return plans(cluster).create(topic, refusals(() -> create(clusters.door(cluster), topic, true)));
    }

    public void create(Actor actor, String cluster, NewTopic topic) {
        audit.record(actor, cluster, "topic.create", topic.name(), topic.partitions()
                + " partitions, replication factor "
                + topic.replicationFactor() + ", " + topic.configs(),
                () -> create(clusters.door(cluster), topic, false));
        awaitSeen(cluster, snapshot -> snapshot.topics().containsKey(topic.name()));
    }

    public Plan planDelete(String cluster, Set<String> topics) {
        Snapshot snapshot = snapshots.of(cluster);
        List<TopicState> states = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>();
        for (String topic : new TreeSet<>(topics)) {
            TopicState state = snapshot.topics().get(topic);
            if (state == null) {
                refusals.add(Sentence.of("No topic {0}", topic));
            } else {
                states.add(state);
            }
        }
        return plans(cluster).delete(states, refusals);
    }

    public void delete(Actor actor, String cluster, Set<String> topics) {
        if (topics.isEmpty()) {
            throw Problem.invalid("no topic named");
        }
        audit.record(actor, cluster, "topic.delete", topics, "", () -> clusters.door(cluster).changes()
                .delete(topics));
        topics.forEach(topic -> policies.forget(cluster, topic));
        awaitSeen(cluster, snapshot -> topics.stream().noneMatch(snapshot.topics()::containsKey));
    }

    /** A null value resets the key to its default. */
    public Plan planAlter(String cluster, String topic, Map<String, String> changes) {
        Door door = clusters.door(cluster);
        Map<String, ConfigRow> rows = configuration(cluster, topic).stream()
                .collect(Collectors.toMap(ConfigRow::name, Function.identity()));
        return plans(cluster)
                .alter(topic, rows, changes, refusals(() -> door.configs().alterTopic(topic, changes, true)));
    }

    public void alter(Actor actor, String cluster, String topic, Map<String, String> changes) {
        audit.record(actor, cluster, "topic.configure", topic, changes.toString(),
                () -> clusters.door(cluster).configs().alterTopic(topic, changes, false));
        policies.forget(cluster, topic);
    }

    /** The same change to several topics. */
    public Plan planAlter(String cluster, Set<String> topics, Map<String, String> changes) {
        return TopicPlans.together(new TreeSet<>(topics).stream().map(topic -> planAlter(cluster, topic, changes))
                .toList());
    }

    /** One after the other; those before the first that is refused stay changed. */
    public void alter(Actor actor, String cluster, Set<String> topics, Map<String, String> changes) {
        new TreeSet<>(topics).forEach(topic -> alter(actor, cluster, topic, changes));
    }

    /** {@code count} is the new total. */
    public Plan planPartitions(String cluster, String topic, int count) {
        TopicState state = snapshots.of(cluster).topics().get(topic);
        if (state == null) {
            throw Problem.notFound("No such topic", topic);
        }
        return plans(cluster)
                .partitions(state, count,
                refusals(() -> clusters.door(cluster).changes().partitions(topic, count, true)));
    }

    public void addPartitions(Actor actor, String cluster, String topic, int count) {
        audit.record(actor, cluster, "topic.partitions", topic, "to " + count,
                () -> clusters.door(cluster).changes().partitions(topic, count, false));
        awaitSeen(cluster, snapshot -> snapshot.topics().containsKey(topic) && snapshot.topics().get(topic).partitions()
                .size() >= count);
    }

    /** A new topic of that name with the partitions, replicas and own settings of this one. Nothing is made yet. */
    public NewTopic like(String cluster, String topic, String name) {
        TopicDetail detail = describe(cluster, topic);
        Map<String, String> configs = configuration(cluster, topic).stream()
                .filter(row -> row.source().equals("DYNAMIC_TOPIC_CONFIG") && row.value() != null)
                .collect(Collectors.toMap(ConfigRow::name, ConfigRow::value));
        return new NewTopic(name, detail.row().partitions(), detail.row().replicationFactor(), configs);
    }

    public Plan planRecreate(String cluster, String topic) {
        NewTopic same = like(cluster, topic, topic);
        return plans(cluster).recreate(same, snapshots.of(cluster).topics().get(topic));
    }

    /** Deletes it and makes it again, empty and with another id. */
    public void recreate(Actor actor, String cluster, String topic) {
        NewTopic same = like(cluster, topic, topic);
        Door door = clusters.door(cluster);
        audit.record(actor, cluster, "topic.recreate", topic, same.partitions() + " partitions, " + same.configs(),
                () -> {
                    door.changes().delete(Set.of(topic));
                    awaitSeen(cluster, snapshot -> !snapshot.topics().containsKey(topic));
                    create(door, same, false);
                });
        policies.forget(cluster, topic);
        awaitSeen(cluster, snapshot -> snapshot.topics().containsKey(topic));
    }

    public Plan planTrim(String cluster, Set<String> topics, Trim trim) {
        return new Trimming(clusters.door(cluster)).of(topics, trim).plan(topics);
    }

    /** Deletes records; those that came since it was planned are deleted too where all are. */
    public void trim(Actor actor, String cluster, Set<String> topics, Trim trim) {
        Door door = clusters.door(cluster);
        Map<Place, Long> offsets = new Trimming(door).of(topics, trim).offsets();
        audit.record(actor, cluster, "topic.trim", topics, offsets.toString(),
                () -> door.changes().trim(offsets));
        snapshots.refresh(cluster);
    }

    /** Replicas on disk and producers, freshly asked. */
    public TopicStore store(String cluster, String topic) {
        Door door = clusters.door(cluster);
        List<Integer> brokers = door.facts().cluster().brokers().stream().map(ClusterFacts.Node::id).toList();
        List<Place> places = door.facts().topic(topic).partitions().stream().filter(p -> p.leader() >= 0)
                .map(p -> new Place(topic, p.partition())).toList();
        Sentence trouble = Sentence.NONE;
        List<ProducerFacts> producers = null;
        try {
            producers = door.replicas().producers(places);
        } catch (Problem problem) {
            trouble = problem.said();
        }
        return new TopicStore(door.replicas().of(topic, brokers), producers, trouble, System.currentTimeMillis());
    }

    static TopicRow row(TopicState topic, String cleanupPolicy) {
        int partitions = topic.partitions().size();
        return new TopicRow(topic.name(), topic.internal(), partitions, topic.replicationFactor(), partitions - topic
                .underReplicated(),
                topic.offline(), topic.messages(), topic.sizeBytes(), topic.recordsPerSecond(), cleanupPolicy);
    }

    private TopicTable table(String cluster) {
        Snapshot snapshot = snapshots.of(cluster);
        return tables.compute(cluster, (_, table) -> table != null && table.snapshot() == snapshot ? table
                : new TopicTable(snapshot));
    }

    private TopicPlans plans(String cluster) {
        return new TopicPlans(clusters.spec(cluster));
    }

    private static void create(Door door, NewTopic topic, boolean validateOnly) {
        door.changes().create(topic.name(), topic.partitions(), topic.replicationFactor(), topic.configs(),
                validateOnly);
    }

    /** What the cluster says against it; what is not its judgement (it is down, say) goes on as it is. */
    private static List<Sentence> refusals(Runnable dryRun) {
        try {
            dryRun.run();
            return List.of();
        } catch (Problem problem) {
            if (problem.kind() == Kind.UNREACHABLE || problem.kind() == Kind.INTERNAL || problem
                    .kind() == Kind.TIMED_OUT) {
                throw problem;
            }
            return List.of(problem.detail().isEmpty() ? problem.title() : problem.detail());
        }
    }

    private void awaitSeen(String cluster, Predicate<Snapshot> seen) {
        long deadlineNs = System.nanoTime() + SEEN_MS * 1_000_000;
        while (!seen.test(snapshots.refresh(cluster)) && System.nanoTime() < deadlineNs && !Thread.currentThread()
                .isInterrupted()) {
            LockSupport.parkNanos(SEEN_PAUSE_NS);
        }
    }
}
