package io.odradek.console.metric;

import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A cluster's figures in the Prometheus text format, under the names of kafka_exporter, so that its dashboards work
 * unchanged. Written straight
 * from the snapshot: no meter per partition is kept.
 */
final class Exposition {

    /**
     * Six lines of 100 bytes for each partition: 20,000 are 12 MB, about as much as a scrape should be. Above, topics
     * alone.
     */
    private static final int MOST_PARTITIONS = 20_000;

    private final List<Snapshot> snapshots;
    private final StringBuilder text = new StringBuilder();

    Exposition(List<Snapshot> snapshots) {
        this.snapshots = snapshots;
    }

    String text() {
        head("kafka_brokers", "Brokers in the cluster");
        for (Snapshot s : snapshots) {
            line("kafka_brokers", label(s), s.brokers().stream().filter(BrokerState::online).count());
        }
        head("kafka_cluster_reachable", "1 when the last sweep of the cluster got through");
        snapshots.forEach(s -> line("kafka_cluster_reachable", label(s), s.reachable() ? 1 : 0));
        head("kafka_topic_partitions", "Partitions of the topic");
        topics("kafka_topic_partitions", topic -> topic.partitions().size());
        partitions("kafka_topic_partition_current_offset", "Where the partition's next record will be",
                PartitionState::endOffset);
        partitions("kafka_topic_partition_oldest_offset", "The partition's first offset", PartitionState::startOffset);
        partitions("kafka_topic_partition_leader", "Broker id of the leader", PartitionState::leader);
        partitions("kafka_topic_partition_replicas", "Replicas of the partition", partition -> partition.replicas()
                .size());
        partitions("kafka_topic_partition_in_sync_replica", "Of these, in sync", partition -> partition.isr().size());
        partitions("kafka_topic_partition_under_replicated_partition", "1 when some replica is not in sync",
                partition -> partition.underReplicated() ? 1 : 0);
        partitions("kafka_topic_partition_leader_is_preferred", "1 when the preferred replica leads",
                partition -> partition.leader() >= 0 && partition.replicas().indexOf(partition.leader()) == 0 ? 1 : 0);
        brokers();
        return text.toString();
    }

    private void brokers() {
        head("kafka_broker_info", "1 for each broker of the cluster that is there");
        for (Snapshot s : snapshots) {
            s.brokers().stream().filter(BrokerState::online).forEach(broker -> line("kafka_broker_info", label(s)
                    + ",id=\"" + broker.id() + "\",address=\"" + broker.host() + ":" + broker.port() + "\"", 1));
        }
    }

    private void topics(String name, ToLongFunction<TopicState> value) {
        for (Snapshot s : snapshots) {
            s.topics().values()
                    .forEach(topic -> line(name, label(s) + ",topic=\"" + topic.name() + "\"",
                    value.applyAsLong(topic)));
        }
    }

    private void partitions(String name, String help, Function<PartitionState, Number> value) {
        head(name, help);
        for (Snapshot s : snapshots) {
            if (s.totals().partitions() > MOST_PARTITIONS) {
                continue;
            }
            for (TopicState topic : s.topics().values()) {
                String labels = label(s) + ",topic=\"" + topic.name() + "\",partition=\"";
                topic.partitions().forEach(partition ->
                        line(name, labels + partition.partition() + "\"", value.apply(partition).longValue()));
            }
        }
    }

    private static String label(Snapshot snapshot) {
        return "cluster=\"" + snapshot.cluster() + "\"";
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ").append(name)
                .append(" gauge\n");
    }

    private void line(String name, String labels, long value) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }
}
