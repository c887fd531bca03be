package io.odradek.console.topic;

import io.odradek.console.kafka.ProducerFacts;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * What the brokers keep of a topic.
 *
 * @param producers that partitions remember; null when the cluster does not tell
 * @param trouble   what could not be learned; empty when all is known
 */
public record TopicStore(List<ReplicaFacts> replicas, List<ProducerFacts> producers, Sentence trouble, long takenMs) {
}
