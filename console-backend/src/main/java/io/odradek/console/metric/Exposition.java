package io.odradek.console.metric;

import io.odradek.console.gauge.Gauges;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A cluster's figures under the names of kafka_exporter, so that its dashboards work unchanged. Made straight from the
 * snapshot: no meter per partition is kept.
 */
final class Exposition {

    /** Eight lines of 100 bytes for each partition: 20,000 are 16 MB, about as much as a scrape should be. */
    private static final int MOST_PARTITIONS = 20_000;

    private static final List<Figure<Snapshot>> OF_CLUSTERS = List.of(
            new Figure<>("kafka_brokers", "Brokers in the cluster",
                    cluster -> cluster.brokers().stream().filter(BrokerState::online).count()),
            new Figure<>("kafka_cluster_reachable", "1 when the last sweep of the cluster got through",
                    cluster -> cluster.reachable() ? 1 : 0));

    private static final List<Figure<PartitionState>> OF_PARTITIONS = List.of(
            new Figure<>("kafka_topic_partition_current_offset", "Where the partition's next record will be",
                    PartitionState::endOffset),
            new Figure<>("kafka_topic_partition_oldest_offset", "The partition's first offset",
                    PartitionState::startOffset),
            new Figure<>("kafka_topic_partition_leader", "Broker id of the leader", PartitionState::leader),
            new Figure<>("kafka_topic_partition_replicas", "Replicas of the partition", p -> p.replicas().size()),
            new Figure<>("kafka_topic_partition_in_sync_replica", "Of these, in sync", p -> p.isr().size()),
            new Figure<>("kafka_topic_partition_under_replicated_partition", "1 when some replica is not in sync",
                    p -> p.underReplicated() ? 1 : 0),
            new Figure<>("kafka_topic_partition_leader_is_preferred", "1 when the preferred replica leads",
                    p -> p.leader() >= 0 && p.replicas().indexOf(p.leader()) == 0 ? 1 : 0));

    private record Figure<T>(String name, String help, ToDoubleFunction<T> value) {
    }

    private record Row(Labels labels, PartitionState partition) {
    }

    private final Gauges gauges = new Gauges();
    private final List<Row> rows = new ArrayList<>();

    private Exposition() {
    }

    static MetricSnapshots of(List<Snapshot> snapshots) {
        Exposition exposition = new Exposition();
        OF_CLUSTERS.forEach(figure -> exposition.gauges.family(figure.name, figure.help));
        OF_PARTITIONS.forEach(figure -> exposition.gauges.family(figure.name, figure.help));
        exposition.gauges.family("kafka_topic_partitions", "Partitions of the topic");
        exposition.gauges.family("kafka_broker_info", "1 for each broker of the cluster that is there");
        snapshots.forEach(exposition::add);
        exposition.partitions();
        return exposition.gauges.done();
    }

    private void add(Snapshot snapshot) {
        String cluster = snapshot.cluster();
        OF_CLUSTERS.forEach(figure ->
                gauges.add(figure.name, Labels.of("cluster", cluster), figure.value.applyAsDouble(snapshot)));
        snapshot.brokers().stream().filter(BrokerState::online).forEach(broker -> gauges.add("kafka_broker_info",
                Labels.of("address", broker.host() + ":" + broker.port(), "cluster", cluster, "id",
                        String.valueOf(broker.id())), 1));
        int room = MOST_PARTITIONS;
        for (TopicState topic : busiestFirst(snapshot)) {
            gauges.add("kafka_topic_partitions", Labels.of("cluster", cluster, "topic", topic.name()),
                    topic.partitions().size());
            if (topic.partitions().size() <= room) {
                room -= topic.partitions().size();
                topic.partitions().forEach(partition -> rows.add(new Row(Labels.of("cluster", cluster, "partition",
                        String.valueOf(partition.partition()), "topic", topic.name()), partition)));
            }
        }
    }

    private static List<TopicState> busiestFirst(Snapshot snapshot) {
        return snapshot.topics().values().stream().sorted(Comparator.comparingDouble(TopicState::recordsPerSecond)
                .thenComparingLong(TopicState::sizeBytes).reversed()).toList();
    }

    /** In the order in which they are shown: sorted once here, they need no sorting in each family. */
    private void partitions() {
        rows.sort(Comparator.comparing(Row::labels));
        for (Figure<PartitionState> figure : OF_PARTITIONS) {
            rows.forEach(row -> gauges.add(figure.name, row.labels, figure.value.applyAsDouble(row.partition)));
        }
    }
}
