package io.odradek.engine.coordinator.transaction;

import io.odradek.engine.metadata.TopicPartition;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** Writes the end of transactions into partitions, wherever they are led. */
public interface Markers {
    /**
     * One attempt. Calls back once, on any thread, with the partitions that still need it: their leaders could not be
     * reached, were not known, or said to come again. Partitions that are gone need none.
     */
    void write(Job job, Consumer<Set<TopicPartition>> left);

    /** What is to be written. */
    record Job(long producerId, short producerEpoch, boolean commit, int coordinatorEpoch,
               Collection<TopicPartition> partitions) {}
}
