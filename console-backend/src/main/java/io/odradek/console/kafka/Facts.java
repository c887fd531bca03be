package io.odradek.console.kafka;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a cluster says about itself, in our own types. */
public final class Facts {

    /** For readers of all records. */
    private static final ListOffsetsOptions ANY = new ListOffsetsOptions();

    private final Door door;

    Facts(Door door) {
        this.door = door;
    }

    /** Brokers and controller. */
    public ClusterFacts cluster() {
        return door.talk(Sentence.of("Describe the cluster"), admin -> {
            DescribeClusterResult result = admin.describeCluster(new DescribeClusterOptions());
            KafkaFuture.allOf(result.nodes(), result.controller(), result.clusterId())
                    .get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
            List<ClusterFacts.Node> nodes = new ArrayList<>();
            for (Node node : result.nodes().get()) {
                nodes.add(new ClusterFacts.Node(node.id(), node.host(), node.port(), node.rack()));
            }
            Node controller = result.controller().get();
            return new ClusterFacts(result.clusterId().get(), controller == null ? -1 : controller.id(), nodes);
        });
    }

    /** All topics' names, internal ones included. */
    public Set<String> topicNames() {
        return door.ask(Sentence.of("List topics"), admin ->
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    }

    /** These topics, without those that do not exist (any more). */
    public Map<String, TopicFacts> topics(Collection<String> names) {
        return door.talk(Sentence.of("Describe topics"), admin -> {
            Map<String, TopicFacts> known = new HashMap<>();
            settle(admin.describeTopics(TopicCollection.ofTopicNames(names), new DescribeTopicsOptions())
                    .topicNameValues(),
                    UnknownTopicOrPartitionException.class, (name, description) -> known.put(name, facts(description)));
            return known;
        });
    }

    /** One topic; Problem NOT_FOUND when there is none. */
    public TopicFacts topic(String name) {
        TopicFacts facts = topics(List.of(name)).get(name);
        if (facts == null) {
            throw Problem.notFound("No such topic", name);
        }
        return facts;
    }

    /**
     * Those of them that have a leader. Of the others nobody should ask for offsets: Kafka's client looks for their
     * leaders without a pause until its time is up.
     */
    public List<Place> led(Collection<Place> places) {
        Set<Place> led = new HashSet<>();
        topics(places.stream().map(Place::topic).collect(Collectors.toSet())).values().forEach(topic ->
                topic.partitions().stream().filter(partition -> partition.leader() >= 0)
                        .forEach(partition -> led.add(new Place(topic.name(), partition.partition()))));
        return places.stream().filter(led::contains).toList();
    }

    /** Offsets of these partitions, without those whose leader did not answer. */
    public Map<Place, Long> offsets(Collection<Place> places, OffsetKind kind) {
        Map<Place, Long> offsets = new HashMap<>();
        ListOffsetsOptions readers = kind == OffsetKind.LAST_STABLE
                ? new ListOffsetsOptions(IsolationLevel.READ_COMMITTED) : ANY;
        list(places, kind == OffsetKind.EARLIEST ? OffsetSpec.earliest() : OffsetSpec.latest(), readers)
                .forEach((place, info) -> offsets.put(place, info.offset()));
        return offsets;
    }

    /** Where these partitions begin and end, without those whose leader did not answer. */
    public Map<Place, EndFacts> ends(Collection<Place> places) {
        Map<Place, EndFacts> ends = new HashMap<>();
        if (places.isEmpty()) {
            return ends;
        }
        var first = list(places, OffsetSpec.earliest(), ANY);
        // In this order, so that a partition whose records come and go is never said to hold some back.
        var last = list(places, OffsetSpec.latest(), ANY);
        var stable = list(places, OffsetSpec.latest(), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        last.forEach((place, info) -> {
            if (first.containsKey(place) && stable.containsKey(place)) {
                ends.put(place, new EndFacts(first.get(place).offset(), stable.get(place).offset(), info.offset(),
                        info.leaderEpoch().orElse(-1)));
            }
        });
        return ends;
    }

    /** Timestamps (epoch ms) of the newest records of these partitions, without the empty ones. */
    public Map<Place, Long> newestTimestamps(Collection<Place> places) {
        Map<Place, Long> times = new HashMap<>();
        list(places, OffsetSpec.maxTimestamp(), ANY).forEach((place, info) -> {
            if (info.timestamp() >= 0) {
                times.put(place, info.timestamp());
            }
        });
        return times;
    }

    /** Log directories of these brokers, without the brokers that did not answer. */
    public Map<Integer, List<DirFacts>> logDirs(Collection<Integer> brokers) {
        return door.talk(Sentence.of("Describe log directories"), admin -> {
            Map<Integer, List<DirFacts>> known = new HashMap<>();
            settle(admin.describeLogDirs(brokers, new DescribeLogDirsOptions()).descriptions(), Throwable.class,
                    (broker, dirs) ->
                    known.put(broker, dirs.entrySet().stream().map(dir -> dir(broker, dir.getKey(), dir.getValue()))
                            .toList()));
            return known;
        });
    }

    private Map<Place, ListOffsetsResultInfo> list(Collection<Place> places, OffsetSpec spec,
            ListOffsetsOptions readers) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        places.forEach(place -> wanted.put(new TopicPartition(place.topic(), place.partition()), spec));
        return door.talk(Sentence.of("List offsets"), admin -> {
            ListOffsetsResult result = admin.listOffsets(wanted, readers);
            Map<Place, KafkaFuture<ListOffsetsResultInfo>> futures = new HashMap<>();
            places.forEach(place ->
                    futures.put(place, result.partitionResult(new TopicPartition(place.topic(), place.partition()))));
            Map<Place, ListOffsetsResultInfo> known = new HashMap<>();
            settle(futures, Throwable.class, known::put);
            return known;
        });
    }

    /**
     * Waits for all. Failures of this kind are left out, unless nothing succeeded at all; any other fails the whole.
     */
    private static <K, V> void settle(Map<K, KafkaFuture<V>> futures, Class<? extends Throwable> tolerated,
            BiConsumer<K, V> taker)
            throws Exception {
        Throwable last = null;
        int well = 0;
        for (Map.Entry<K, KafkaFuture<V>> entry : futures.entrySet()) {
            try {
                taker.accept(entry.getKey(), entry.getValue().get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS));
                well++;
            } catch (ExecutionException e) {
                last = e.getCause();
                if (!tolerated.isInstance(last)) {
                    throw e;
                }
            }
        }
        if (well == 0 && last != null && !(last instanceof UnknownTopicOrPartitionException)) {
            throw new ExecutionException(last);
        }
    }

    private static TopicFacts facts(TopicDescription description) {
        List<TopicFacts.Partition> partitions = new ArrayList<>(description.partitions().size());
        for (TopicPartitionInfo info : description.partitions()) {
            int leader = info.leader() == null || info.leader().isEmpty() ? -1 : info.leader().id();
            partitions.add(new TopicFacts.Partition(info.partition(), leader, ids(info.replicas()), ids(info.isr())));
        }
        return new TopicFacts(description.name(), description.topicId().toString(), internal(description),
                partitions);
    }

    /** Kafka's own internal topics, and those that call themselves so by their name. */
    private static boolean internal(TopicDescription description) {
        return description.isInternal() || description.name().startsWith("__");
    }

    private static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    private static DirFacts dir(int broker, String path, LogDirDescription description) {
        Map<Place, Long> sizes = new HashMap<>();
        Map<Place, Long> arriving = new HashMap<>();
        description.replicaInfos().forEach((partition, info) -> (info.isFuture() ? arriving : sizes)
                .put(new Place(partition.topic(), partition.partition()), info.size()));
        String error = description.error() == null ? "" : description.error().getMessage();
        return new DirFacts(broker, path, error, description.totalBytes().orElse(-1), description.usableBytes()
                .orElse(-1), sizes, arriving);
    }
}
