package io.odradek.engine.metadata;

import io.odradek.engine.wire.Uuid;

import java.util.List;

/**
 * A topic.
 *
 * @param id         {@link Uuid#ZERO} where the topic has none (created by a very old broker)
 * @param partitions by partition number; {@link PartitionImage#UNKNOWN} where nothing was told yet
 */
public record TopicImage(String name, Uuid id, List<PartitionImage> partitions) {
    public TopicImage {
        partitions = List.copyOf(partitions);
    }

    /** Null where the topic has no such partition. */
    public PartitionImage partition(int number) {
        return number >= 0 && number < partitions.size() ? partitions.get(number) : null;
    }

    public int partitionCount() {
        return partitions.size();
    }
}
