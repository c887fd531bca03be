package io.odradek.console.storage;

import io.odradek.console.inside.BatchPage;
import io.odradek.console.inside.CompactionInside;
import io.odradek.console.inside.Inside;
import io.odradek.console.inside.Insides;
import io.odradek.console.inside.LogInside;
import io.odradek.console.kafka.ClusterFacts;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Partitions on disks. */
public class StorageService {

    /** Segments and batches told at once. */
    public static final int MOST = 200;

    private final Clusters clusters;
    private final Snapshots snapshots;
    private final Insides insides;
    private final Map<String, Sorted> sorted = new ConcurrentHashMap<>();

    public StorageService(Clusters clusters, Snapshots snapshots, Insides insides) {
        this.clusters = clusters;
        this.snapshots = snapshots;
        this.insides = insides;
    }

    private record Sorted(Snapshot snapshot, List<StoredPartition> all) {
    }

    /** Partitions by size; sorted once a sweep. */
    public Page<StoredPartition> list(String cluster, StorageQuery query) {
        if (query.offset() < 0 || query.limit() < 1 || query.limit() > 1_000) {
            throw Problem.invalid("offset must be at least 0 and limit 1 to 1000");
        }
        Snapshot snapshot = snapshots.of(cluster);
        Sorted all = sorted.compute(cluster, (_, known) -> known != null && known.snapshot() == snapshot ? known
                : new Sorted(snapshot, sort(snapshot)));
        String lower = query.text().toLowerCase(Locale.ROOT);
        List<StoredPartition> some = lower.isEmpty() ? all.all() : all.all().stream()
                .filter(partition -> partition.topic().toLowerCase(Locale.ROOT).contains(lower)).toList();
        int from = Math.min(query.offset(), some.size());
        return new Page<>(some.subList(from, Math.min(from + query.limit(), some.size())), some.size(),
                query.offset(), snapshot.takenMs());
    }

    private static List<StoredPartition> sort(Snapshot snapshot) {
        List<StoredPartition> all = new ArrayList<>(snapshot.totals().partitions());
        snapshot.topics().forEach((name, topic) -> topic.partitions().forEach(p -> all.add(new StoredPartition(name,
                p.partition(), p.leader(), p.replicas(), p.messages(), p.sizeBytes()))));
        all.sort(Comparator.comparingLong(StoredPartition::sizeBytes).reversed()
                .thenComparing(StoredPartition::topic).thenComparingInt(StoredPartition::partition));
        return all;
    }

    /** Whether segments can be looked at. */
    public boolean inside(String cluster) {
        return insides.find(cluster).isPresent();
    }

    /** The topic's replicas with sizes and directories; without brokers that do not answer. NOT_FOUND without topic. */
    public List<ReplicaFacts> replicas(String cluster, String topic) {
        Door door = clusters.door(cluster);
        door.facts().topic(topic);
        return door.replicas().of(topic, door.facts().cluster().brokers().stream().map(ClusterFacts.Node::id)
                .toList());
    }

    /** A replica's log, and its segments from the one that holds the offset on. */
    public LogInside log(String cluster, int broker, Place place, long from, int limit) {
        return within(cluster).log(broker, place, from, most(limit));
    }

    /** Batches of a segment, from the one that holds the offset on. */
    public BatchPage batches(String cluster, int broker, Place place, long segment, long from, int limit) {
        return within(cluster).batches(broker, place, segment, from, most(limit));
    }

    /** What compaction would keep of a replica; nothing for a topic that is not compacted. Takes a moment. */
    public CompactionInside compaction(String cluster, int broker, Place place) {
        return within(cluster).compaction(broker, place);
    }

    private static int most(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit must be 1 to {0}", MOST);
        }
        return limit;
    }

    private Inside within(String cluster) {
        clusters.spec(cluster);
        return insides.find(cluster).orElseThrow(() -> Problem.of(Kind.UNSUPPORTED,
                "Segments of this cluster cannot be looked at",
                "Its brokers run in other processes, and Kafka's protocol tells sizes of replicas and no more",
                "On the broker's machine: kafka-dump-log.sh --files DIRECTORY/TOPIC-PARTITION/OFFSET.log"));
    }
}
