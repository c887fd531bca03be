package io.odradek.console.replication;

import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * How the replicas of a topic stand.
 *
 * @param inside     whether its brokers told it from within; else by Kafka's protocol, which says less
 * @param total      partitions of the topic, of which these are some from {@code first} on
 * @param trouble    what could not be learned; empty when all is known
 */
public record TopicReplication(String topic, boolean inside, int total, int first,
        List<PartitionReplication> partitions, Sentence trouble, long takenMs) {
}
