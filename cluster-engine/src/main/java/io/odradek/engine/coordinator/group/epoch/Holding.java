package io.odradek.engine.coordinator.group.epoch;

/**
 * What members can have: partitions, or tasks. Never changes.
 *
 * @param <T> the kind itself
 */
public interface Holding<T extends Holding<T>> {
    T and(T others);

    T minus(T others);

    T plus(T others);

    boolean isEmpty();

    boolean containsAll(T others);

    /** Nothing, of this kind. */
    T none();
}
