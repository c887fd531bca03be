package io.odradek.console.replication;

import io.odradek.console.inside.Inside;
import io.odradek.console.inside.Insides;
import io.odradek.console.inside.ReplicaInside;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** How replicas follow their leaders. Changes nothing. */
public class ReplicationService implements AutoCloseable {

    /** Partitions told at once. */
    public static final int MOST = 100;
    /** What the page's history shows. */
    private static final long WINDOW_MS = 15 * 60_000;
    private static final int INSIDE_PAUSE_MS = 500;
    private static final int OUTSIDE_PAUSE_MS = 2_000;

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final Insides insides;
    private final IsrWatch watch;
    private final Sampler sampler = new Sampler(wanted ->
            topic(wanted.cluster(), wanted.topic(), wanted.first(), wanted.limit()));
    private final Map<String, Troubled> troubled = new ConcurrentHashMap<>();

    public ReplicationService(Clusters clusters, Snapshots snapshots, Insides insides) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.insides = insides;
        this.watch = new IsrWatch(snapshots, insides);
    }

    /** Begins to keep the history of in-sync replicas. */
    public void start() {
        watch.start();
    }

    private record Troubled(Snapshot snapshot, List<TroubledPartition> all) {
    }

    /** Partitions in trouble as last swept, those without a leader first; gone through once a sweep. */
    public Page<TroubledPartition> troubled(String cluster, String text, int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > 1_000) {
            throw Problem.invalid("offset must be at least 0 and limit 1 to 1000");
        }
        Snapshot snapshot = snapshots.of(cluster);
        Troubled all = troubled.compute(cluster, (_, known) -> known != null && known.snapshot() == snapshot ? known
                : new Troubled(snapshot, find(snapshot)));
        String lower = text.toLowerCase(Locale.ROOT);
        List<TroubledPartition> some = lower.isEmpty() ? all.all() : all.all().stream()
                .filter(partition -> partition.topic().toLowerCase(Locale.ROOT).contains(lower)).toList();
        return new Page<>(some.subList(Math.min(offset, some.size()), Math.min(offset + limit, some.size())),
                some.size(), offset, snapshot.takenMs());
    }

    private static List<TroubledPartition> find(Snapshot snapshot) {
        List<TroubledPartition> offline = new ArrayList<>();
        List<TroubledPartition> behind = new ArrayList<>();
        for (TopicState topic : snapshot.topics().values()) {
            if (topic.underReplicated() == 0 && topic.offline() == 0) {
                continue;
            }
            for (PartitionState p : topic.partitions()) {
                if (p.offline() || p.underReplicated()) {
                    (p.offline() ? offline : behind).add(new TroubledPartition(topic.name(), p.partition(),
                            p.offline(), p.leader(), p.replicas(), p.isr()));
                }
            }
        }
        offline.addAll(behind);
        return offline;
    }

    /** Changes of leaders and in-sync replicas, newest first; of this topic, or of all where it is empty. */
    public List<IsrChange> changes(String cluster, String topic, int limit) {
        return watch.of(clusters.spec(cluster).id()).newest(topic, Math.clamp(limit, 1, 1_000));
    }

    /** Of the last 15 minutes, or since the first look. */
    public Tally tally(String cluster) {
        return watch.of(clusters.spec(cluster).id()).tally(System.currentTimeMillis() - WINDOW_MS);
    }

    /** Calls back with each change of this cluster as it is learned. The returned handle ends it. */
    public Runnable listen(String cluster, String topic, Consumer<IsrChange> listener) {
        String id = clusters.spec(cluster).id();
        return watch.listen((of, news) -> {
            if (of.equals(id)) {
                news.stream().filter(change -> topic.isEmpty() || change.topic().equals(topic)).forEach(listener);
            }
        });
    }

    /** In-sync replicas of the topic's partitions from this one on, of the last 15 minutes. */
    public Timelines timelines(String cluster, String topic, int first, int limit) {
        IsrHistory history = watch.of(clusters.spec(cluster).id());
        long now = System.currentTimeMillis();
        long from = Math.max(now - WINDOW_MS, history.sinceMs());
        boolean inside = insides.find(cluster).isPresent();
        return new Timelines(from, now, inside ? IsrWatch.INSIDE_MS : (int) Snapshots.PAUSE_MS,
                history.timelines(topic, first, first + Math.clamp(limit, 1, MOST), from, now));
    }

    /** The topic's partitions from this one on, freshly asked. */
    public TopicReplication topic(String cluster, String topic, int first, int limit) {
        if (first < 0 || limit < 1 || limit > MOST) {
            throw Problem.invalid("first must be at least 0 and limit 1 to {0}", MOST);
        }
        Optional<Inside> inside = insides.find(cluster);
        TopicState state = snapshots.of(cluster).topics().get(topic);
        if (inside.isEmpty()) {
            return new OutsideLook(clusters.door(cluster)).at(topic, first, limit);
        }
        if (state == null) {
            // Perhaps it is younger than the last sweep.
            state = snapshots.refresh(cluster).topics().get(topic);
        }
        if (state == null) {
            throw Problem.notFound("No such topic", topic);
        }
        Map<Integer, List<ReplicaInside>> replicas = inside.get().replicas(topic, first, first + limit).stream()
                .collect(Collectors.groupingBy(ReplicaInside::partition));
        List<PartitionReplication> partitions = state.partitions().stream()
                .filter(p -> p.partition() >= first && p.partition() < first + limit)
                .map(p -> InsideLook.of(p, replicas.getOrDefault(p.partition(), List.of()))).toList();
        return new TopicReplication(topic, true, state.partitions().size(), first, partitions, Sentence.NONE,
                System.currentTimeMillis());
    }

    /** Looks at it twice a second (every two seconds where the cluster runs elsewhere) until the handle is run. */
    public Runnable watch(String cluster, String topic, int first, int limit, ReplicationListener listener) {
        topic(cluster, topic, first, limit);
        int pauseMs = insides.find(cluster).isPresent() ? INSIDE_PAUSE_MS : OUTSIDE_PAUSE_MS;
        return sampler.listen(new Sampler.Wanted(cluster, topic, first, limit, pauseMs), listener);
    }

    @Override
    public void close() {
        sampler.close();
        watch.close();
    }
}
