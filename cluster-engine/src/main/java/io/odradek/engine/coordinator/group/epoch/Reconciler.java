package io.odradek.engine.coordinator.group.epoch;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A member's next step towards its target (KIP-848, KIP-1071): first it gives back what it is not meant to have, then
 * it comes to the target's epoch and gets what others have given back. Pure.
 *
 * @param targetEpoch of the target
 * @param target      what the member is meant to have
 * @param free        of what is asked for, what may be had now: nobody else has it or is still giving it back
 * @param owned       what the member says it has, null where it does not say
 */
public record Reconciler<T extends Holding<T>>(int targetEpoch, T target, UnaryOperator<T> free, T owned) {
    public Progress<T> next(Progress<T> now) {
        return switch (now.state()) {
            case STABLE -> now.epoch() == targetEpoch ? now : step(now, now.epoch());
            // It has given everything back, which takes it one epoch further; the target may be further still.
            case UNREVOKED -> owns(now.revoking()) ? now : step(now, now.epoch() + 1);
            case UNRELEASED, UNKNOWN -> step(now, now.epoch());
        };
    }

    private Progress<T> step(Progress<T> now, int epoch) {
        T keep = now.assigned().and(target);
        T revoke = now.assigned().minus(target);
        int previous = epoch == now.epoch() ? now.previousEpoch() : now.epoch();
        if (!revoke.isEmpty() && owns(revoke)) {
            return new Progress<>(epoch, previous, MemberState.UNREVOKED, keep, revoke,
                    since(now, keep.plus(revoke), target.none()));
        }
        T wanted = target.minus(keep);
        T got = free.apply(wanted);
        MemberState state = wanted.minus(got).isEmpty() ? MemberState.STABLE : MemberState.UNRELEASED;
        previous = targetEpoch == now.epoch() ? now.previousEpoch() : now.epoch();
        return new Progress<>(targetEpoch, previous, state, keep.plus(got), target.none(), since(now, keep, got));
    }

    private Map<Integer, T> since(Progress<T> now, T kept, T got) {
        Map<Integer, T> all = new TreeMap<>();
        now.since().forEach((epoch, some) -> {
            T still = some.and(kept);
            if (!still.isEmpty()) all.put(epoch, still);
        });
        if (!got.isEmpty()) all.merge(targetEpoch, got, Holding::plus);
        return all.size() > 1 ? all : Map.copyOf(all);
    }

    /** Whoever does not say what it has may have everything. */
    private boolean owns(T some) {
        return owned == null || !owned.and(some).isEmpty();
    }
}
