package io.odradek.console.kafka;

import java.util.List;

/** A topic as the cluster describes it; partitions by number. */
public record TopicFacts(String name, String topicId, boolean internal, List<Partition> partitions) {

    /**
     * A partition.
     *
     * @param leader -1 when there is none
     */
    public record Partition(int partition, int leader, List<Integer> replicas, List<Integer> isr) {
    }
}
