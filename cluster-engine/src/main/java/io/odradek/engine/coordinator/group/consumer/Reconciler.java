package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.group.assignor.Partitions;

/**
 * A member's next step towards its target (KIP-848): first it gives back what it is not meant to have, then it comes to
 * the target's epoch and gets what others have given back. Pure.
 *
 * @param targetEpoch of the target
 * @param target      what the member is meant to have
 * @param free        tells whether nobody owns a partition or is still giving it back
 * @param owned       what the member says it has, null where it does not say
 */
record Reconciler(int targetEpoch, Partitions target, Free free, Partitions owned) {
    /** Whether a partition may be given to somebody. */
    interface Free {
        boolean isFree(io.odradek.engine.wire.Uuid topic, int partition);
    }

    Progress next(Progress now) {
        return switch (now.state()) {
            case STABLE -> now.epoch() == targetEpoch ? now : step(now, now.epoch());
            // It has given everything back, which takes it one epoch further; the target may be further still.
            case UNREVOKED_PARTITIONS -> owns(now.revoking()) ? now : step(now, now.epoch() + 1);
            case UNRELEASED_PARTITIONS, UNKNOWN -> step(now, now.epoch());
        };
    }

    private Progress step(Progress now, int epoch) {
        Partitions keep = now.assigned().and(target);
        Partitions revoke = now.assigned().minus(target);
        Partitions wanted = target.minus(keep);
        Partitions takeable = wanted.only(free::isFree);
        if (!revoke.isEmpty() && owns(revoke)) {
            return to(now, epoch, MemberState.UNREVOKED_PARTITIONS, keep, revoke);
        }
        MemberState state = takeable.size() < wanted.size() ? MemberState.UNRELEASED_PARTITIONS : MemberState.STABLE;
        return to(now, targetEpoch, state, keep.plus(takeable), Partitions.NONE);
    }

    private static Progress to(Progress now, int epoch, MemberState state, Partitions assigned, Partitions revoking) {
        int previous = epoch == now.epoch() ? now.previousEpoch() : now.epoch();
        return new Progress(epoch, previous, state, assigned, revoking);
    }

    /** Whoever does not say what it has may have everything. */
    private boolean owns(Partitions some) {
        return owned == null || !owned.and(some).isEmpty();
    }
}
