package io.odradek.engine.coordinator.group.epoch;

/**
 * What the protocols of epochs ask of a member. Never changes.
 *
 * @param <M> the kind itself
 */
public interface EpochMember<M> {
    String memberId();

    /** Null unless static. */
    String instanceId();

    int rebalanceTimeoutMs();

    /** The same under another id. */
    M as(String otherId);

    /** Whether an assignment for the one is right for the other. */
    boolean isPlacedAs(M other);
}
