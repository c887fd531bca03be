package io.odradek.engine.coordinator.group;

import io.odradek.engine.wire.Uuid;

/** Says of each partition whether a member that may commit at all may commit there. */
public interface PartitionCheck {
    PartitionCheck ANY = (topic, id, partition) -> {};

    /**
     * Throws a {@link io.odradek.engine.coordinator.CoordinatorException} unless it may.
     *
     * @param id {@link Uuid#ZERO} where the topic is not there
     */
    void validate(String topic, Uuid id, int partition);
}
