package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.group.streams.StreamsProgress.State;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A member's next step towards its target (KIP-1071): first it gives back what it is not meant to have, then it comes
 * to the target's epoch and gets what others have given back. One process never has a task twice, in whatever role,
 * since both would share a directory. Pure.
 *
 * @param owners who has what now
 * @param owned  what the member says it has, null where it does not say
 */
record StreamsReconciler(int targetEpoch, TaskSets target, TaskOwners owners, StreamsMember member, TaskSets owned) {
    StreamsProgress next(StreamsProgress now) {
        return switch (now.state()) {
            case STABLE -> now.epoch() == targetEpoch ? now : step(now, now.epoch());
            case UNREVOKED_TASKS -> has(now.revoking()) ? now : step(now, now.epoch() + 1);
            case UNRELEASED_TASKS, UNKNOWN -> step(now, now.epoch());
        };
    }

    private StreamsProgress step(StreamsProgress now, int epoch) {
        TaskSets keep = now.assigned().and(target);
        TaskSets revoke = now.assigned().minus(target);
        if (!revoke.isEmpty() && has(revoke)) return to(now, epoch, State.UNREVOKED_TASKS, keep, revoke);
        TaskSets wanted = target.minus(keep);
        Predicate<Task> mine = t -> owners.processHas(member.processId(), t);
        TaskSets takeable = new TaskSets(only(wanted.active(), t -> !owners.isActive(t) && !mine.test(t)),
                only(wanted.standby(), mine.negate()), only(wanted.warmup(), mine.negate()));
        boolean more = !wanted.minus(takeable).isEmpty();
        return to(now, targetEpoch, more ? State.UNRELEASED_TASKS : State.STABLE, keep.plus(takeable), TaskSets.NONE);
    }

    private static Set<Task> only(Set<Task> some, Predicate<Task> wanted) {
        Set<Task> r = new TreeSet<>(some);
        r.removeIf(wanted.negate());
        return r;
    }

    private static StreamsProgress to(StreamsProgress now, int epoch, State state, TaskSets assigned,
                                      TaskSets revoking) {
        int previous = epoch == now.epoch() ? now.previousEpoch() : now.epoch();
        return new StreamsProgress(epoch, previous, state, assigned, revoking);
    }

    /** Whoever does not say what it has may have everything. */
    private boolean has(TaskSets some) {
        return owned == null || !owned.and(some).isEmpty();
    }
}
